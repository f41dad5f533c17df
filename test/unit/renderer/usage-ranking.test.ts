import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  costText,
  filledColumns,
  RANKING_COLUMNS,
  toldCurrencies,
} from '../../../renderer/usage/tabs/ranking-columns.ts';
import { rankingMove } from '../../../renderer/usage/tabs/ranking-keys.ts';
import {
  askedOrder,
  isInOrder,
  nextRankingSort,
  type RankingSort,
  rankedBy,
} from '../../../renderer/usage/tabs/ranking-order.ts';
import type { Group } from '../../../shared/api/contract.ts';

const NOTHING: Group = {
  key: null,
  label: '',
  events: 1,
  requests: null,
  inputTokens: null,
  outputTokens: null,
  credits: null,
  cost: null,
  byokCost: null,
  costs: [],
};

const group = (key: string | null, sums: Partial<Group> = {}): Group => ({
  ...NOTHING,
  key,
  label: key ?? 'No value',
  ...sums,
});

describe('the order of a ranking', () => {
  test('is asked of the engine, whose own is the largest first', () => {
    expect(askedOrder({ by: 'credits', descending: true })).toBeUndefined();
    expect(askedOrder({ by: 'credits', descending: false })).toEqual({ by: 'measure', descending: false });
    expect(askedOrder({ by: 'name', descending: false })).toEqual({ by: 'label', descending: false });
    expect(askedOrder({ by: 'lastTime', descending: true })).toEqual({ by: 'lastTime', descending: true });
    expect(rankedBy({ by: 'cost', descending: false })).toBe('cost');
    expect(rankedBy({ by: 'name', descending: false })).toBe('requests');
  });

  test('an answer in another order is not that of the heading', () => {
    const sorts = fc.record({
      by: fc.constantFrom<RankingSort['by']>('name', ...RANKING_COLUMNS.map(({ id }) => id)),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(sorts, sorts, (sort, other) => {
        const order = askedOrder(sort);
        const answer = { measure: rankedBy(sort), ...(order === undefined ? {} : { order }) };
        const isSame = sort.by === other.by && sort.descending === other.descending;
        expect(isInOrder(answer, other)).toBe(isSame);
      }),
    );
  });

  test('a heading begins with the largest, a name with the first, and turns round', () => {
    const byCredits = nextRankingSort({ by: 'requests', descending: true }, 'credits');
    expect(byCredits).toEqual({ by: 'credits', descending: true });
    expect(nextRankingSort(byCredits, 'credits')).toEqual({ by: 'credits', descending: false });
    expect(nextRankingSort(byCredits, 'name')).toEqual({ by: 'name', descending: false });
  });
});

describe('the columns of a ranking', () => {
  test('a measure the log does not have has no column; executions always', () => {
    const ids = filledColumns([group('a', { requests: 1, credits: 0 })]).map(({ id }) => id);
    expect(ids).toEqual(['requests', 'credits']);
    expect(filledColumns([]).map(({ id }) => id)).toEqual(['requests']);
  });

  test('are as wide as their longest figure asks, so that none is cut short', () => {
    const widthWith = (credits: number): number =>
      filledColumns([group('a', { credits: 1 }), group('b', { credits })]).find(({ id }) => id === 'credits')
        ?.width ?? 0;
    expect(widthWith(2)).toBe(RANKING_COLUMNS.find(({ id }) => id === 'credits')?.width);
    expect(widthWith(4_458_950.386)).toBeGreaterThan(widthWith(2));
    expect(widthWith(44_458_950.386123)).toBeGreaterThan(widthWith(4_458_950.386));
  });

  test('currencies stand side by side and are never added', () => {
    const costs = [
      { currency: 'USD', cost: 12.5, byokCost: null },
      { currency: 'EUR', cost: 3, byokCost: 1 },
    ];
    const mixed = group('a', { costs });
    expect(costText(mixed, 'cost')).toBe('$12.50 · 3.00 EUR');
    expect(costText(mixed, 'byokCost')).toBe('1.00 EUR');
    expect(costText(group('a'), 'cost')).toBe('–');

    expect(toldCurrencies(mixed, 'EUR', null)).toEqual({ cost: 'EUR' });
    expect(toldCurrencies(mixed, 'CHF', null)).toEqual({ cost: 'USD' });
    expect(toldCurrencies(mixed, 'EUR', { measure: 'cost', currency: 'USD' })).toEqual({ cost: 'USD' });
    expect(toldCurrencies(group('a', { costs: costs.slice(1) }), 'EUR', null)).toEqual({});

    const told = filledColumns([mixed], { cost: 'EUR' }).find(({ id }) => id === 'cost');
    expect([told?.currency, told?.value(mixed), told?.text(mixed, String), told?.whole?.(mixed)]).toEqual([
      ...['EUR', 3, '3.00 EUR', '$12.50 · 3.00 EUR'],
    ]);
    const dollars = group('b', { costs: costs.slice(0, 1) });
    expect(told?.text(dollars, String)).toBe('–');
  });
});

test('the keys of a ranking are those of the log', () => {
  const press = (key: string, more = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  });
  const place = { row: 3, rows: 10, page: 5 };
  expect(rankingMove(press('ArrowDown'), place)).toEqual({ kind: 'go', to: 4 });
  expect(rankingMove(press('PageDown'), place)).toEqual({ kind: 'go', to: 8 });
  expect(rankingMove(press('PageUp'), place)).toEqual({ kind: 'go', to: 0 });
  expect(rankingMove(press('End'), place)).toEqual({ kind: 'go', to: 9 });
  expect(rankingMove(press('Enter'), place)).toEqual({ kind: 'act', act: 'open' });
  expect(rankingMove(press('F'), place)).toEqual({ kind: 'act', act: 'leaveOut' });
  expect(rankingMove(press('ArrowDown'), { ...place, row: null })).toEqual({ kind: 'go', to: 0 });
  expect(rankingMove(press('ArrowDown'), { row: null, rows: 0, page: 5 })).toBeNull();
  expect(rankingMove(press('Enter'), { ...place, row: null })).toBeNull();
  expect(rankingMove(press('x'), place)).toBeNull();
});
