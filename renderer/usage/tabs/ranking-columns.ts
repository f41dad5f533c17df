import type { Costs, Group, GroupOrder, Summary } from '../../../shared/api/contract.ts';
import type { Measure } from '../../../shared/domain/measures.ts';
import type { UsageMeasure } from '../../state/usage-store.ts';
import { formatCount, formatDecimal, formatMoney } from '../../ui/numbers.ts';

/** A column of a ranking. */
export interface RankingColumn {
  readonly id: RankingColumnId;
  readonly title: string;
  readonly about: string;
  /** The measure it shows; null where it shows none. */
  readonly measure: Measure | null;
  /** What the engine is asked to order by, where that is not the measure. */
  readonly order?: GroupOrder['by'];
  /** Px. */
  readonly width: number;
  readonly value: (group: Group) => number | string | null;
  readonly text: (group: Group, when: (iso: string) => string) => string;
}

export type RankingColumnId =
  | 'requests'
  | 'tokens'
  | 'credits'
  | 'cost'
  | 'byokCost'
  | 'balance'
  | 'firstTime'
  | 'lastTime';

/** Input and output together; null when the log gives neither. */
export function tokensOf({
  inputTokens,
  outputTokens,
}: Pick<Group, 'inputTokens' | 'outputTokens'>): number | null {
  return inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0);
}

/** What some events have of a measure; null where they have none of it, or costs in several currencies. */
export function amountOf(of: Group | Summary, measure: UsageMeasure): number | null {
  return measure === 'tokens' ? tokensOf(of) : of[measure];
}

/** Every currency by itself: `$12.50 · 3.20 EUR`. Nothing charged is `–`. */
export function costText({ costs }: Costs, which: 'cost' | 'byokCost'): string {
  const parts = costs.flatMap(({ [which]: amount, currency }) =>
    amount === null ? [] : [formatMoney(amount, currency)],
  );
  return parts.length === 0 ? '–' : parts.join(' · ');
}

const orDash = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? '–' : format(value);

/** All columns behind the name, in their order. The money measures stand side by side and are never added. */
export const RANKING_COLUMNS: readonly RankingColumn[] = [
  {
    id: 'requests',
    title: 'Executions',
    about: 'Requests or executions; 1 where the log gives none',
    measure: 'requests',
    width: 96,
    value: ({ requests }) => requests,
    text: ({ requests }) => orDash(requests, formatCount),
  },
  {
    id: 'tokens',
    title: 'Tokens',
    about: 'Input plus output tokens',
    measure: 'tokens',
    width: 108,
    value: tokensOf,
    text: (group) => orDash(tokensOf(group), formatCount),
  },
  {
    id: 'credits',
    title: 'Credits',
    about: 'Credits consumed; calls with an own provider key consume none',
    measure: 'credits',
    width: 104,
    value: ({ credits }) => credits,
    text: ({ credits }) => orDash(credits, formatDecimal),
  },
  {
    id: 'cost',
    title: 'Cost',
    about: 'Cost charged by the platform, per currency',
    measure: 'cost',
    width: 116,
    value: ({ cost }) => cost,
    text: (group) => costText(group, 'cost'),
  },
  {
    id: 'byokCost',
    title: 'BYOK cost',
    about: 'Provider cost of bring-your-own-key calls, not part of credits or cost',
    measure: 'byokCost',
    width: 116,
    value: ({ byokCost }) => byokCost,
    text: (group) => costText(group, 'byokCost'),
  },
  {
    id: 'balance',
    title: 'Final credit balance',
    about: 'The balance that the latest event of this row states',
    measure: null,
    order: 'balance',
    width: 146,
    value: ({ balance }) => balance ?? null,
    text: ({ balance }) => orDash(balance, formatDecimal),
  },
  {
    id: 'firstTime',
    title: 'First seen',
    about: 'First event in this filter',
    measure: null,
    order: 'firstTime',
    width: 142,
    value: ({ firstTime }) => firstTime ?? null,
    text: ({ firstTime }, when) => (firstTime == null ? '–' : when(firstTime)),
  },
  {
    id: 'lastTime',
    title: 'Last seen',
    about: 'Last event in this filter',
    measure: null,
    order: 'lastTime',
    width: 142,
    value: ({ lastTime }) => lastTime ?? null,
    text: ({ lastTime }, when) => (lastTime == null ? '–' : when(lastTime)),
  },
];

/** The columns in which anything stands; executions always. */
export function filledColumns(groups: readonly Group[]): readonly RankingColumn[] {
  return RANKING_COLUMNS.filter(
    ({ id, value, text }) =>
      id === 'requests' || groups.some((group) => value(group) !== null || text(group, String) !== '–'),
  );
}
