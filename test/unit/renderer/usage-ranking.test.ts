import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costText, filledColumns, RANKING_COLUMNS } from '../../../renderer/usage/tabs/ranking-columns.ts';
import { rankingMove } from '../../../renderer/usage/tabs/ranking-keys.ts';
import {
  inOrder,
  isRanked,
  nextRankingSort,
  type RankingSort,
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
  test('the largest first is the answer as it came; anything else is sorted here', () => {
    const groups = [group('b', { credits: 2 }), group('a', { credits: 1 })];
    expect(inOrder(groups, { by: 'credits', descending: true })).toBe(groups);
    expect(keys(inOrder(groups, { by: 'credits', descending: false }))).toEqual(['a', 'b']);
    expect(keys(inOrder(groups, { by: 'name', descending: false }))).toEqual(['a', 'b']);
  });

  test('rows without a value come last, up as down; refunds are less than nothing', () => {
    const groups = [group('x', { balance: null }), group('y', { balance: -3 }), group('z', { balance: 0 })];
    expect(keys(inOrder(groups, { by: 'balance', descending: true }))).toEqual(['z', 'y', 'x']);
    expect(keys(inOrder(groups, { by: 'balance', descending: false }))).toEqual(['y', 'z', 'x']);
    const nameless = [group(null), group('m2'), group('m10')];
    expect(keys(inOrder(nameless, { by: 'name', descending: false }))).toEqual(['m2', 'm10', null]);
  });

  test('every order keeps every row', () => {
    const sorts = fc.record({
      by: fc.constantFrom<RankingSort['by'][]>(
        'name',
        ...RANKING_COLUMNS.map(({ id }) => id),
      ) as fc.Arbitrary<RankingSort['by']>,
      descending: fc.boolean(),
    });
    const groups = fc.uniqueArray(fc.tuple(fc.option(fc.string()), fc.option(fc.double({ noNaN: true }))), {
      selector: ([key]) => key,
    });
    fc.assert(
      fc.property(groups, sorts, (made, sort) => {
        const all = made.map(([key, balance]) => group(key, { balance, credits: balance }));
        expect(new Set(inOrder(all, sort))).toEqual(new Set(all));
      }),
    );
  });

  test('a heading begins with the largest, a name with the first, and turns round', () => {
    const byCredits = nextRankingSort({ by: 'requests', descending: true }, 'credits');
    expect(byCredits).toEqual({ by: 'credits', descending: true });
    expect(nextRankingSort(byCredits, 'credits')).toEqual({ by: 'credits', descending: false });
    expect(nextRankingSort(byCredits, 'name')).toEqual({ by: 'name', descending: false });
    expect(isRanked(byCredits)).toBe(true);
    expect(isRanked({ by: 'lastTime', descending: true })).toBe(false);
  });
});

describe('the columns of a ranking', () => {
  test('a measure the log does not have has no column; executions always', () => {
    const ids = filledColumns([group('a', { requests: 1, credits: 0 })]).map(({ id }) => id);
    expect(ids).toEqual(['requests', 'credits']);
    expect(filledColumns([]).map(({ id }) => id)).toEqual(['requests']);
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

function keys(groups: readonly Group[]): (string | null)[] {
  return groups.map(({ key }) => key);
}
