import type { FieldRef } from '../domain/field-ref.ts';
import {
  type Chip,
  type Clause,
  EMPTY_FILTER,
  type FacetClause,
  type Filter,
  type TimeRange,
} from './filter.ts';

/**
 * Edits of a filter. All are pure: they give a new filter and leave the old one alone, which is what undo keeps.
 */

/** A value of a facet; null is "no value". */
export type FacetValueKey = string | null;

/** Adds a value to the included ones of a field; it is no longer excluded. */
export function includeValue(filter: Filter, field: FieldRef, value: FacetValueKey): Filter {
  return editFacet(filter, field, (facet) => ({
    ...facet,
    include: added(facet.include, value),
    exclude: without(facet.exclude, value),
  }));
}

/** Adds a value to the excluded ones of a field; it is no longer included. */
export function excludeValue(filter: Filter, field: FieldRef, value: FacetValueKey): Filter {
  return editFacet(filter, field, (facet) => ({
    ...facet,
    include: without(facet.include, value),
    exclude: added(facet.exclude, value),
  }));
}

/** Includes a value, or takes the inclusion back when it is there: what a click on a pill does. */
export function toggleValue(filter: Filter, field: FieldRef, value: FacetValueKey): Filter {
  return includedValues(filter, field).includes(value)
    ? dropValue(filter, field, value)
    : includeValue(filter, field, value);
}

/** Takes a value out of the included and the excluded ones. */
export function dropValue(filter: Filter, field: FieldRef, value: FacetValueKey): Filter {
  return editFacet(filter, field, (facet) => ({
    ...facet,
    include: without(facet.include, value),
    exclude: without(facet.exclude, value),
  }));
}

/** Replaces the included values of a field, as a menu of check boxes does; an empty list lifts the inclusion. */
export function setIncluded(filter: Filter, field: FieldRef, values: readonly FacetValueKey[]): Filter {
  const include = [...new Set(values)];
  return editFacet(filter, field, (facet) => ({
    ...facet,
    include,
    exclude: facet.exclude.filter((value) => !include.includes(value)),
  }));
}

/** The values a field is restricted to by chips that are on. */
export function includedValues(filter: Filter, field: FieldRef): readonly FacetValueKey[] {
  return facetOf(filter, field)?.include ?? [];
}

/** The values a field excludes by chips that are on. */
export function excludedValues(filter: Filter, field: FieldRef): readonly FacetValueKey[] {
  return facetOf(filter, field)?.exclude ?? [];
}

function facetOf(filter: Filter, field: FieldRef): FacetClause | null {
  const chip = filter.chips[facetIndex(filter, field)];
  return chip?.clause.kind === 'facet' ? chip.clause : null;
}

/** The facet chip of a field that is on: the one that menus and cells edit. */
function facetIndex(filter: Filter, field: FieldRef): number {
  return filter.chips.findIndex(
    ({ clause, off }) => !off && clause.kind === 'facet' && clause.field === field,
  );
}

function editFacet(filter: Filter, field: FieldRef, edit: (facet: FacetClause) => FacetClause): Filter {
  const at = facetIndex(filter, field);
  const before = facetOf(filter, field) ?? { kind: 'facet', field, include: [], exclude: [] };
  const after = edit(before);
  if (after.include.length === 0 && after.exclude.length === 0) return removeChip(filter, at);
  if (at < 0) return addClause(filter, after);
  return {
    ...filter,
    chips: filter.chips.map((chip, index) => (index === at ? { ...chip, clause: after } : chip)),
  };
}

function added(values: readonly FacetValueKey[], value: FacetValueKey): FacetValueKey[] {
  return values.includes(value) ? [...values] : [...values, value];
}

function without(values: readonly FacetValueKey[], value: FacetValueKey): FacetValueKey[] {
  return values.filter((other) => other !== value);
}

/** Adds a chip at the end. */
export function addClause(filter: Filter, clause: Clause): Filter {
  return { ...filter, chips: [...filter.chips, { clause, off: false }] };
}

/** Replaces the clause of one chip; whether it is on stays. */
export function replaceClause(filter: Filter, index: number, clause: Clause): Filter {
  return { ...filter, chips: filter.chips.map((chip, at) => (at === index ? { ...chip, clause } : chip)) };
}

/** Removes one chip. */
export function removeChip(filter: Filter, index: number): Filter {
  return { ...filter, chips: filter.chips.filter((_, at) => at !== index) };
}

/** Switches one chip off, or on again. */
export function toggleChip(filter: Filter, index: number): Filter {
  return {
    ...filter,
    chips: filter.chips.map((chip, at) => (at === index ? { ...chip, off: !chip.off } : chip)),
  };
}

/** Sets the time range. */
export function setTime(filter: Filter, time: TimeRange): Filter {
  return { ...filter, time };
}

/** Lifts every restriction; the zone stays. */
export function clearAll(filter: Filter): Filter {
  return { chips: [], time: { ...EMPTY_FILTER.time, zone: filter.time.zone } };
}

/**
 * Takes over what the search box now says. It shows the chips that are on, so these are replaced; chips that
 * are switched off keep their place.
 */
export function replaceWritten(filter: Filter, clauses: readonly Clause[]): Filter {
  const fresh: Chip[] = clauses.map((clause) => ({ clause, off: false }));
  const chips = filter.chips.flatMap((chip) => {
    if (chip.off) return [chip];
    const next = fresh.shift();
    return next === undefined ? [] : [next];
  });
  return { ...filter, chips: [...chips, ...fresh] };
}
