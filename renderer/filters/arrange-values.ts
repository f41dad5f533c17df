import type { FacetValue } from '../../shared/api/contract.ts';
import { CATALOGUE, type CatalogueAction } from '../../shared/catalogue/actions.ts';
import type { FacetValueKey } from '../../shared/filter/edit.ts';

/** A value as a menu lists it. `events` is null for a chosen value that the present counts do not contain. */
export interface ListedValue {
  readonly value: FacetValueKey;
  readonly label: string;
  readonly events: number | null;
  /** What it means, where the catalogue knows. */
  readonly about: string | null;
}

export interface ValueGroup {
  readonly title: string | null;
  readonly values: readonly ListedValue[];
}

/** Fields whose values are searched on this side, because the words for them are here. */
export const SEARCHED_HERE: ReadonlySet<string> = new Set(['action']);

const OTHER = 'Other actions';

const BY_ACTION: ReadonlyMap<string, readonly CatalogueAction[]> = Map.groupBy(
  CATALOGUE,
  (entry) => entry.action,
);

/**
 * The list of a menu: chosen values are always in it, actions are grouped by category and found by their
 * description too ("auto refill" finds `MeteredBillingRefillTriggered`).
 */
export function arrangeValues(
  field: string,
  values: readonly FacetValue[],
  search: string,
  chosen: readonly FacetValueKey[],
): readonly ValueGroup[] {
  const known = new Set(values.map((value) => value.value));
  const listed: ListedValue[] = [
    ...chosen
      .filter((value) => !known.has(value))
      .map((value) => ({ value, label: value ?? 'No value', events: null, about: aboutValue(field, value) })),
    ...values.map((value) => ({ ...value, about: aboutValue(field, value.value) })),
  ].filter((value) => !SEARCHED_HERE.has(field) || matches(value, search));
  if (field !== 'action') return listed.length === 0 ? [] : [{ title: null, values: listed }];
  const groups = Map.groupBy(listed, (value) => entriesOf(value.value)[0]?.category ?? OTHER);
  return [...groups]
    .map(([title, inGroup]) => ({ title, values: inGroup }))
    .sort((a, b) => Number(a.title === OTHER) - Number(b.title === OTHER) || a.title.localeCompare(b.title));
}

function matches({ label, about }: ListedValue, search: string): boolean {
  const wanted = loosely(search);
  return loosely(label).includes(wanted) || (about !== null && loosely(about).includes(wanted));
}

function loosely(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}

/** What a value means, where the catalogue knows. */
export function aboutValue(field: string, value: FacetValueKey): string | null {
  if (field !== 'action') return null;
  const about = [...new Set(entriesOf(value).map((entry) => entry.about))];
  return about.length === 0 ? null : about.join(' / ');
}

function entriesOf(action: FacetValueKey): readonly CatalogueAction[] {
  if (action === null) return [];
  const exact = BY_ACTION.get(action);
  if (exact !== undefined) return exact;
  const dot = action.lastIndexOf('.');
  return dot > 0 ? (BY_ACTION.get(`${action.slice(0, dot)}.*`) ?? []) : [];
}
