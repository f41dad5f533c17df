import type { FacetValue } from '../../shared/api/contract.ts';
import { CATALOGUE, type CatalogueAction, canonicalAction } from '../../shared/catalogue/actions.ts';
import type { FacetValueKey } from '../../shared/filter/edit.ts';
import { hasWildcard, wildcardMatcher } from '../../shared/text/wildcard.ts';

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

/** What actions can be grouped by: the catalogue, or either part of their name. */
export const GROUPINGS = { category: 'Category', resource: 'Resource', verb: 'Verb' } as const;
export type Grouping = keyof typeof GROUPINGS;

/** Fields whose values are searched on this side, because the words for them are here. */
export const SEARCHED_HERE: ReadonlySet<string> = new Set(['action']);

const OTHER = 'Other actions';

const BY_ACTION: ReadonlyMap<string, readonly CatalogueAction[]> = Map.groupBy(
  CATALOGUE,
  (entry) => entry.action,
);

/** What is asked of {@link arrangeValues}. */
export interface Arrangement {
  readonly search: string;
  /** Values that are chosen; they are listed whatever the counts say. */
  readonly chosen: readonly FacetValueKey[];
  readonly grouping?: Grouping;
}

/**
 * The list of a menu: chosen values are always in it, actions are grouped and found by what they mean too ("auto
 * refill" finds `MeteredBillingRefillTriggered`, "project" finds `UserGroupCreated`). A search with `*` or `?` is
 * a pattern for the whole value.
 */
export function arrangeValues(
  field: string,
  values: readonly FacetValue[],
  { search, chosen, grouping = 'category' }: Arrangement,
): readonly ValueGroup[] {
  const known = new Set(values.map((value) => value.value));
  const listed: ListedValue[] = [
    ...chosen
      .filter((value) => !known.has(value))
      .map((value) => ({ value, label: value ?? 'No value', events: null, about: aboutValue(field, value) })),
    ...values.map((value) => ({ ...value, about: aboutValue(field, value.value) })),
  ].filter(keeps(field, search.trim()));
  if (field !== 'action') return listed.length === 0 ? [] : [{ title: null, values: listed }];
  const groups = Map.groupBy(listed, (value) => groupOf(value.value, grouping));
  return [...groups]
    .map(([title, inGroup]) => ({ title, values: inGroup }))
    .sort((a, b) => Number(a.title === OTHER) - Number(b.title === OTHER) || a.title.localeCompare(b.title));
}

/** Which values a search leaves. Those of most fields were searched by the engine, but not by a pattern. */
function keeps(field: string, search: string): (value: ListedValue) => boolean {
  if (hasWildcard(search)) {
    const meets = wildcardMatcher(search);
    return ({ value }) => value !== null && meets(value);
  }
  return SEARCHED_HERE.has(field) ? (value) => matches(value, search) : () => true;
}

/** Whether every word of a search stands in the name or the meaning, or the whole in the name without spaces. */
function matches({ value, label, about }: ListedValue, search: string): boolean {
  const wanted = loosely(search);
  const { resourceKind, verb, category } = meaningOf(value);
  const words = loosely([label, about, resourceKind, verb, category].join(' '));
  if (words.includes(wanted) || wanted.split(/\s+/).every((word) => words.includes(word))) return true;
  return label.toLowerCase().includes(wanted.replaceAll(' ', ''));
}

function loosely(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}

function groupOf(action: FacetValueKey, grouping: Grouping): string {
  const { category, resourceKind, verb } = meaningOf(action);
  return { category, resource: resourceKind, verb }[grouping] ?? OTHER;
}

const NOTHING = { resourceKind: null, verb: null, category: null };

/** Kind, verb and category of an action. A bare verb is taken to be about the type the catalogue knows it of. */
function meaningOf(action: FacetValueKey): ReturnType<typeof canonicalAction> {
  if (action === null) return NOTHING;
  const types = new Set(entriesOf(action).map(({ resourceType }) => resourceType));
  const [type = null] = types;
  return canonicalAction(action, types.size === 1 ? type : null);
}

/** What a value means, where the catalogue knows. */
export function aboutValue(field: string, value: FacetValueKey): string | null {
  if (field !== 'action') return null;
  const about = new Set(
    entriesOf(value).map(({ about: words, resourceType }) =>
      resourceType === null ? words : `${loosely(resourceType)}: ${words}`,
    ),
  );
  return about.size === 0 ? null : [...about].join(' / ');
}

function entriesOf(action: FacetValueKey): readonly CatalogueAction[] {
  if (action === null) return [];
  const exact = BY_ACTION.get(action);
  if (exact !== undefined) return exact;
  const dot = action.lastIndexOf('.');
  return dot > 0 ? (BY_ACTION.get(`${action.slice(0, dot)}.*`) ?? []) : [];
}
