import type { FieldRef } from '../domain/field-ref.ts';
import { addClause, type FacetValueKey, removeChip, replaceClause } from './edit.ts';
import type { Clause, FacetClause, Filter, TextClause } from './filter.ts';

/**
 * What a menu of values says about one field: exact values and patterns, any of which an event may have, and
 * those it may not have. Patterns know `*` and `?` and ignore case, as words of the written form do.
 */
export interface FieldChoice {
  readonly field: FieldRef;
  readonly include: readonly FacetValueKey[];
  readonly patterns: readonly string[];
  readonly exclude: readonly FacetValueKey[];
  readonly excludedPatterns: readonly string[];
}

/** A choice that says nothing. */
export function noChoice(field: FieldRef): FieldChoice {
  return { field, include: [], patterns: [], exclude: [], excludedPatterns: [] };
}

/** Whether a choice lets everything through. */
export function isNoChoice({ include, patterns, exclude, excludedPatterns }: FieldChoice): boolean {
  return include.length + patterns.length + exclude.length + excludedPatterns.length === 0;
}

/** The clause that says the same as a choice; one that says nothing gives a facet without values. */
export function clauseOfChoice(choice: FieldChoice): Clause {
  const { field, include, patterns, exclude, excludedPatterns } = choice;
  if (patterns.length === 0 && excludedPatterns.length === 0) {
    return { kind: 'facet', field, include: [...include], exclude: [...exclude] };
  }
  const parts = [anyOf(field, include, patterns), noneOf(anyOf(field, exclude, excludedPatterns))].filter(
    (part) => part !== null,
  );
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'group', op: 'and', clauses: parts };
}

function anyOf(
  field: FieldRef,
  values: readonly FacetValueKey[],
  patterns: readonly string[],
): Clause | null {
  const clauses: Clause[] = patterns.map((pattern) => ({ kind: 'text', field, pattern, literal: false }));
  if (values.length > 0) clauses.push({ kind: 'facet', field, include: [...values], exclude: [] });
  const [first] = clauses;
  if (first === undefined) return null;
  return clauses.length === 1 ? first : { kind: 'group', op: 'or', clauses };
}

function noneOf(clause: Clause | null): Clause | null {
  if (clause?.kind === 'facet') return { ...clause, include: [], exclude: clause.include };
  return clause === null ? null : { kind: 'group', op: 'not', clauses: [clause] };
}

/** The choice a clause makes of one field; null when it says more than a menu of values can show. */
export function choiceOfClause(clause: Clause): FieldChoice | null {
  if (clause.kind !== 'group' || clause.op !== 'and') return partOf(clause);
  let choice: FieldChoice | null = null;
  for (const inner of clause.clauses) {
    const part = partOf(inner);
    if (part === null) return null;
    choice = choice === null ? part : both(choice, part);
    if (choice === null) return null;
  }
  return choice;
}

/** Two parts that must both hold; null where each names what may be, which one list cannot say. */
function both(one: FieldChoice, other: FieldChoice): FieldChoice | null {
  const asks = ({ include, patterns }: FieldChoice): boolean => include.length + patterns.length > 0;
  if (one.field !== other.field || (asks(one) && asks(other))) return null;
  return joined(one, other);
}

function joined(one: FieldChoice, other: FieldChoice): FieldChoice {
  return {
    field: one.field,
    include: [...one.include, ...other.include],
    patterns: [...one.patterns, ...other.patterns],
    exclude: [...one.exclude, ...other.exclude],
    excludedPatterns: [...one.excludedPatterns, ...other.excludedPatterns],
  };
}

function partOf(clause: Clause): FieldChoice | null {
  if (clause.kind === 'facet') return ofFacet(clause);
  if (clause.kind === 'text') return ofPattern(clause);
  if (clause.kind !== 'group') return null;
  if (clause.op === 'or') return alternatives(clause.clauses);
  const [inner, ...more] = clause.clauses;
  if (clause.op !== 'not' || inner === undefined || more.length > 0) return null;
  const included = alternatives(inner.kind === 'group' && inner.op === 'or' ? inner.clauses : [inner]);
  if (included === null) return null;
  const { field, include, patterns } = included;
  return { ...noChoice(field), exclude: include, excludedPatterns: patterns };
}

function ofFacet({ field, include, exclude }: FacetClause): FieldChoice {
  return { ...noChoice(field), include, exclude };
}

function ofPattern({ field, pattern, literal, regex }: TextClause): FieldChoice | null {
  const isPattern = regex !== true && !(literal && /[*?]/.test(pattern));
  return field !== null && isPattern ? { ...noChoice(field), patterns: [pattern] } : null;
}

/** Values and patterns joined by OR, none of them negated. */
function alternatives(clauses: readonly Clause[]): FieldChoice | null {
  let choice: FieldChoice | null = null;
  for (const clause of clauses) {
    const part = clause.kind === 'group' ? null : partOf(clause);
    if (part === null || part.exclude.length > 0 || isNoChoice(part)) return null;
    if (choice !== null && choice.field !== part.field) return null;
    choice = choice === null ? part : joined(choice, part);
  }
  return choice;
}

/** The place of the chip a menu of a field edits: the first that is on and that it can show; -1 for none. */
export function choiceIndex(filter: Filter, field: FieldRef): number {
  return filter.chips.findIndex(({ clause, off }) => !off && choiceOfClause(clause)?.field === field);
}

/** What the chip at a place says of a field, on or off; nothing where there is no such chip. */
export function choiceAt(filter: Filter, field: FieldRef, at: number): FieldChoice {
  return chipChoice(filter, field, at) ?? noChoice(field);
}

function chipChoice(filter: Filter, field: FieldRef, at: number): FieldChoice | null {
  const clause = filter.chips[at]?.clause;
  const choice = clause === undefined ? null : choiceOfClause(clause);
  return choice?.field === field ? choice : null;
}

/** What the menu of a field says now. */
export function choiceOf(filter: Filter, field: FieldRef): FieldChoice {
  return choiceAt(filter, field, choiceIndex(filter, field));
}

/**
 * Edits the choice of the chip at a place. Without such a chip one is added at the end. A choice that says nothing
 * any more takes its chip away, unless `keepEmpty` leaves it there for what is chosen next.
 */
export function editChoice(
  filter: Filter,
  field: FieldRef,
  at: number,
  edit: (choice: FieldChoice) => FieldChoice,
  { keepEmpty = false }: { readonly keepEmpty?: boolean } = {},
): Filter {
  const before = chipChoice(filter, field, at);
  const after = edit(before ?? noChoice(field));
  if (before === null) return isNoChoice(after) ? filter : addClause(filter, clauseOfChoice(after));
  if (isNoChoice(after) && !keepEmpty) return removeChip(filter, at);
  return replaceClause(filter, at, clauseOfChoice(after));
}

/** Takes values in, so that they are not excluded any more; or takes that back. */
export function withIncluded(
  choice: FieldChoice,
  values: readonly FacetValueKey[],
  included: boolean,
): FieldChoice {
  return {
    ...choice,
    include: included ? union(choice.include, values) : without(choice.include, values),
    exclude: included ? without(choice.exclude, values) : choice.exclude,
  };
}

/** Leaves values out, so that they are not included any more; or takes that back. */
export function withExcluded(
  choice: FieldChoice,
  values: readonly FacetValueKey[],
  excluded: boolean,
): FieldChoice {
  return {
    ...choice,
    include: excluded ? without(choice.include, values) : choice.include,
    exclude: excluded ? union(choice.exclude, values) : without(choice.exclude, values),
  };
}

/** Puts a pattern among those that may be, among those that may not, or nowhere. */
export function withPattern(
  choice: FieldChoice,
  pattern: string,
  place: 'include' | 'exclude' | 'nowhere',
): FieldChoice {
  const patterns = without(choice.patterns, [pattern]);
  const excludedPatterns = without(choice.excludedPatterns, [pattern]);
  return {
    ...choice,
    patterns: place === 'include' ? [...patterns, pattern] : patterns,
    excludedPatterns: place === 'exclude' ? [...excludedPatterns, pattern] : excludedPatterns,
  };
}

function union<T>(values: readonly T[], more: readonly T[]): T[] {
  return [...new Set([...values, ...more])];
}

function without<T>(values: readonly T[], gone: readonly T[]): T[] {
  const out = new Set(gone);
  return values.filter((value) => !out.has(value));
}
