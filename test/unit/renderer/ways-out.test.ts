import { describe, expect, it } from 'vitest';
import { waysOut, waysText } from '../../../renderer/views/ways-out.ts';
import type { FilterRelaxations } from '../../../shared/api/contract.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { scopedFilter } from '../../../shared/filter/scoped-filter.ts';
import { parseWritten } from '../../../shared/filter/written.ts';

const DAY = 86_400_000_000;
const OCTOBER = Date.UTC(2026, 9, 1) * 1_000;

const filter: Filter = {
  time: { preset: 'last7d', zone: 'UTC', from: OCTOBER, to: OCTOBER + 7 * DAY },
  chips: parseWritten('actor:"dana" credits:>10').map((clause) => ({ clause, off: false })),
};

const nameValue = () => null;
const ways = (found: Omit<FilterRelaxations, 'revision'>) =>
  waysOut({ filter, found: { revision: 1, ...found }, zone: 'UTC', nameValue });
const counts = (at: number, events: number, alone: 'some' | 'none' | null = null) => ({ at, events, alone });

describe('ways out of a filter that nothing matches', () => {
  it('are those that bring events back, the scope among them', () => {
    const found = {
      time: { events: 12, newest: OCTOBER - DAY, oldest: 0, alone: null },
      chips: [counts(0, 3), counts(1, 0), counts(2, 2)],
    };
    const [newest, ...others] = ways(found);
    expect(newest?.text).toBe('The newest event is of 30 Sep 2026 UTC: show the last 7 days up to it');
    expect(newest?.edit?.(filter).time).toEqual({
      preset: 'custom',
      zone: 'UTC',
      from: OCTOBER - 7 * DAY,
      to: OCTOBER,
    });
    expect(others.map(({ text }) => text)).toEqual([
      'Show all time, not only Last 7 days: 12 events',
      'Without “actor dana”: 3 events',
      'Show audit and usage events: 2 events',
    ]);
    expect(others[1]?.edit?.(filter).chips.map(({ off }) => off)).toEqual([true, false]);
    expect(waysText(scopedFilter(filter, 'audit'), { revision: 1, ...found })).toMatch(/one step/);
  });

  it('are those that match nothing by themselves, where one step is not enough', () => {
    const found = {
      time: { events: 0, newest: null, oldest: null, alone: 'none' as const },
      chips: [counts(0, 0, 'none'), counts(1, 0, 'some')],
    };
    expect(ways(found).map(({ text }) => text)).toEqual([
      'The time range, Last 7 days: show all time',
      '“actor dana”: switch it off',
    ]);
    expect(waysText(filter, { revision: 1, ...found })).toMatch(/match no event at all/);
    const apart = { ...found, time: null, chips: [counts(0, 0, 'some'), counts(1, 0, 'some')] };
    expect(ways(apart)).toEqual([]);
    expect(waysText(filter, { revision: 1, ...apart })).toMatch(/none of them meets the others/);
  });
});
