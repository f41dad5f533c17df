import type { Breakdown, GroupOrder } from '../../../shared/api/contract.ts';
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

/** What is measured while a ranking is in an order: what it is ordered by, else executions. */
export function rankedBy({ by }: RankingSort): Measure {
  return RANKING_COLUMNS.find(({ id }) => id === by)?.measure ?? 'requests';
}

/** The order as the engine is asked for it; undefined is its own, the largest first. */
export function askedOrder({ by, descending }: RankingSort): GroupOrder | undefined {
  const order = by === 'name' ? 'label' : (RANKING_COLUMNS.find(({ id }) => id === by)?.order ?? 'measure');
  return order === 'measure' && descending ? undefined : { by: order, descending };
}

/** Whether an answer is in an order. */
export function isInOrder(
  { measure, order }: Pick<Breakdown, 'measure' | 'order'>,
  sort: RankingSort,
): boolean {
  const asked = askedOrder(sort);
  return measure === rankedBy(sort) && asked?.by === order?.by && asked?.descending === order?.descending;
}
