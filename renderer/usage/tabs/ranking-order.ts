import type { Group } from '../../../shared/api/contract.ts';
import type { Measure } from '../../../shared/domain/measures.ts';
import type { UsageMeasure } from '../../state/usage-store.ts';
import { RANKING_COLUMNS, type RankingColumnId } from './ranking-columns.ts';

/** The order of a ranking. */
export interface RankingSort {
  readonly by: RankingColumnId | 'name';
  readonly descending: boolean;
}

/** The order of a ranking for which none was chosen: the largest of what the view is measured by first. */
export function byMeasure(measure: UsageMeasure): RankingSort {
  return { by: measure, descending: true };
}

/** The order after a click on a heading: figures begin with the largest, names with the first. */
export function nextRankingSort({ by, descending }: RankingSort, clicked: RankingSort['by']): RankingSort {
  return { by: clicked, descending: by === clicked ? !descending : clicked !== 'name' };
}

/** What the engine is asked to rank by, for an order. */
export function rankedBy({ by }: RankingSort): Measure {
  return RANKING_COLUMNS.find(({ id }) => id === by)?.measure ?? 'requests';
}

/** Whether the answer of the engine stands in this order already, so that its first rows are the first of all. */
export function isRanked({ by, descending }: RankingSort): boolean {
  return descending && RANKING_COLUMNS.some(({ id, measure }) => id === by && measure !== null);
}

const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The groups in an order. Rows without a value come last either way; ties keep the order of the engine. */
export function inOrder(groups: readonly Group[], sort: RankingSort): readonly Group[] {
  if (isRanked(sort)) return groups;
  const way = sort.descending ? -1 : 1;
  if (sort.by === 'name') return groups.toSorted((a, b) => byName(a, b) * way || nullLast(a.key, b.key));
  const value = RANKING_COLUMNS.find(({ id }) => id === sort.by)?.value ?? (() => null);
  const keyed = groups.map((group) => ({ group, value: value(group) }));
  return keyed
    .sort((a, b) => nullLast(a.value, b.value) || compared(a.value, b.value) * way)
    .map(({ group }) => group);
}

function byName(a: Group, b: Group): number {
  return NAMES.compare(a.label, b.label);
}

function nullLast(a: unknown, b: unknown): number {
  return Number(a === null) - Number(b === null);
}

/** Numbers by size; instants, which are all written alike, as texts. */
function compared(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null || a === b) return 0;
  return a < b ? -1 : 1;
}
