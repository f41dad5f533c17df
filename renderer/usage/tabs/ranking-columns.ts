import type { Breakdown, Costs, Group, GroupOrder } from '../../../shared/api/contract.ts';
import type { Measure } from '../../../shared/domain/measures.ts';
import { costsOf, measureOf } from '../../../shared/usage/group-value.ts';
import { formatCount, formatDecimal, formatMoney } from '../../ui/numbers.ts';
import { currencyName } from '../currencies.ts';
import { unitText } from '../measured-text.ts';

/** A column of a ranking. */
export interface RankingColumn {
  readonly id: RankingColumnId;
  readonly title: string;
  /** The currency it is told in, where there are several. */
  readonly currency?: string;
  readonly about: string;
  /** The measure it shows; null where it shows none. */
  readonly measure: Measure | null;
  /** What the engine is asked to order by, where that is not the measure. */
  readonly order?: GroupOrder['by'];
  /** Px. */
  readonly width: number;
  readonly value: (group: Group) => number | string | null;
  readonly text: (group: Group, when: (iso: string) => string) => string;
  /** All there is to say, where the text leaves something out. */
  readonly whole?: (group: Group) => string;
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
    width: 154,
    value: ({ firstTime }) => firstTime ?? null,
    text: ({ firstTime }, when) => (firstTime == null ? '–' : when(firstTime)),
  },
  {
    id: 'lastTime',
    title: 'Last seen',
    about: 'Last event in this filter',
    measure: null,
    order: 'lastTime',
    width: 154,
    value: ({ lastTime }) => lastTime ?? null,
    text: ({ lastTime }, when) => (lastTime == null ? '–' : when(lastTime)),
  },
];

/** The currency that costs of each kind are told in, where they are in several. */
export type ToldCurrencies = Readonly<Partial<Record<'cost' | 'byokCost', string | null>>>;

/**
 * Which currencies costs are told in: the one they are ranked by, else the chosen one where there is any cost in it.
 * @param costs those of all events
 */
export function toldCurrencies(
  { costs }: Costs,
  chosen: string | null | undefined,
  ranked: Pick<Breakdown, 'measure' | 'currency'> | null,
): ToldCurrencies {
  const of = (which: 'cost' | 'byokCost'): ToldCurrencies => {
    const there = costsOf(costs, which).map(({ currency }) => currency);
    const [first, ...others] = there;
    if (first === undefined || others.length === 0) return {};
    const wanted = ranked?.measure === which ? ranked.currency : chosen;
    return { [which]: wanted !== undefined && there.includes(wanted) ? wanted : first };
  };
  return { ...of('cost'), ...of('byokCost') };
}

/** The columns in which anything stands; executions always. Where costs are in several currencies, in one of them. */
export function filledColumns(groups: readonly Group[], told: ToldCurrencies = {}): readonly RankingColumn[] {
  return RANKING_COLUMNS.filter(
    ({ id, value, text }) =>
      id === 'requests' || groups.some((group) => value(group) !== null || text(group, String) !== '–'),
  )
    .map((column) => inCurrency(column, told))
    .map((column) => (column.measure === null ? column : { ...column, width: widthFor(column, groups) }));
}

/** Px of a digit, and of what is beside a figure. */
const DIGIT_WIDTH = 8.4;
const BESIDE_WIDTH = 22;
const MOST_WIDTH = 220;

/** A figure that is cut short says nothing. */
function widthFor({ text, width }: RankingColumn, groups: readonly Group[]): number {
  const longest = groups.reduce((most, group) => Math.max(most, text(group, String).length), 0);
  return Math.max(width, Math.min(MOST_WIDTH, Math.ceil(longest * DIGIT_WIDTH + BESIDE_WIDTH)));
}

function inCurrency(column: RankingColumn, told: ToldCurrencies): RankingColumn {
  const { id, width } = column;
  const currency = id === 'cost' || id === 'byokCost' ? told[id] : undefined;
  if (currency === undefined || (id !== 'cost' && id !== 'byokCost')) return column;
  const unit = { measure: id, currency, mixed: true };
  return {
    ...column,
    currency: currencyName(currency),
    width: currency === null ? width + 90 : width + 20,
    value: (group) => measureOf(group, unit),
    text: (group) => unitText(measureOf(group, unit), unit),
    whole: (group) => costText(group, id),
  };
}
