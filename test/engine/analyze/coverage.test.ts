import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogCoverage } from '../../../shared/api/contract.ts';
import { AnalysisBench, csvExport, steady, type TestRecord, timeOf } from './analysis-bench.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

function only(logs: readonly LogCoverage[]): LogCoverage {
  expect(logs).toHaveLength(1);
  const [log] = logs;
  if (log === undefined) throw new Error('There is no log');
  return log;
}

/** A record every ten minutes from 9 to 17 on weekdays of some weeks, from Monday 2026-03-02 on. */
function officeHours(weeks: number): TestRecord[] {
  return Array.from({ length: weeks * 7 }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .flatMap((day) => steady(48, 600, day * DAY + 9 * HOUR));
}

describe('coverage', () => {
  it('stitches overlapping exports of one log, with what both hold', async () => {
    const bench = new AnalysisBench();
    const log = steady(100, 60);
    await bench.take('a.csv', csvExport(log.slice(0, 60)));
    await bench.take('b.csv', csvExport(log.slice(50)));
    const found = only(bench.coverage().logs);
    expect(found.covered).toEqual([{ from: timeOf(0), to: timeOf(99 * 60) }]);
    expect(found.overlaps).toEqual([
      { first: 1, second: 2, same: 10, conflicts: 0, from: timeOf(50 * 60), to: timeOf(59 * 60) },
    ]);
    expect(found.lanes.map(({ span, events, same }) => [span?.from, events, same])).toEqual([
      [timeOf(0), 60, 0],
      [timeOf(50 * 60), 40, 10],
    ]);
    expect([found.holes, found.late, found.events]).toEqual([[], [], 100]);
  });

  it('names the time between exports that none covers', async () => {
    const bench = new AnalysisBench();
    await bench.take('a.csv', csvExport(steady(200, 60)));
    await bench.take('b.csv', csvExport(steady(200, 60, 6 * HOUR)));
    const { holes, covered } = only(bench.coverage().logs);
    expect(covered).toHaveLength(2);
    expect(holes).toMatchObject([{ kind: 'between', from: timeOf(199 * 60), to: timeOf(6 * HOUR) }]);
    expect(holes[0]?.message).toMatch(
      /^No export covers the 2 hours 41 minutes between 2 Mar 2026 03:19:00 UTC/,
    );
  });

  it('a file of nothing but duplicates still covers its time', async () => {
    const bench = new AnalysisBench();
    const log = steady(50, 60);
    await bench.take('all.csv', csvExport(log));
    await bench.take('part.csv', csvExport(log.slice(10, 20)));
    const { lanes } = only(bench.coverage().logs);
    expect(lanes[1]).toMatchObject({ events: 0, same: 10, span: { from: timeOf(600), to: timeOf(19 * 60) } });
  });

  it('late arrivals are events that a later export has inside the time of an earlier one', async () => {
    const bench = new AnalysisBench();
    const log = steady(60, 60);
    const late = { id: 'late', at: 1_234, action: 'create' };
    await bench.take('first.csv', csvExport(log));
    await bench.take('second.csv', csvExport([...log.slice(10), late, ...steady(5, 60, 2 * HOUR)]));
    expect(only(bench.coverage().logs).late).toEqual([
      { source: 2, earlier: [1], events: 1, from: timeOf(1_234), to: timeOf(1_234) },
    ]);
  });

  it('files that share no record are parts beside each other, not late', async () => {
    const bench = new AnalysisBench();
    const log = steady(60, 60);
    await bench.take('even.csv', csvExport(log.filter((_, index) => index % 2 === 0)));
    await bench.take('odd.csv', csvExport(log.filter((_, index) => index % 2 === 1)));
    const found = only(bench.coverage().logs);
    expect([found.late, found.overlaps, found.holes]).toEqual([[], [], []]);
  });

  it('nights and weekends of an office are usual, a missing Wednesday is not', async () => {
    const bench = new AnalysisBench();
    const wednesday = 9 * DAY; // of the second week
    await bench.take('whole.csv', csvExport(officeHours(4)));
    expect(bench.account(1)).toMatchObject({ gaps: [], usual: { period: 'day' } });

    const other = new AnalysisBench();
    const missing = officeHours(4).filter(({ at }) => at < wednesday || at >= wednesday + DAY);
    await other.take('missing.csv', csvExport(missing));
    expect(other.account(1).gaps).toMatchObject([
      { kind: 'inside', emptyDays: 1, from: timeOf(8 * DAY + 9 * HOUR + 47 * 600) },
    ]);
    expect(other.account(1).gaps[0]?.message).toContain('a whole day without events');
  });

  it('time that no export covers says nothing about which days are usual', async () => {
    const bench = new AnalysisBench();
    const log = officeHours(5);
    const inWeek = (week: number) => log.filter(({ at }) => Math.floor(at / (7 * DAY)) === week);
    const missing = 16 * DAY; // the Wednesday of the third week; the fourth was not exported
    await bench.take('a.csv', csvExport([...inWeek(0), ...inWeek(1)]));
    await bench.take(
      'b.csv',
      csvExport([...inWeek(1), ...inWeek(2)].filter(({ at }) => at < missing || at >= missing + DAY)),
    );
    await bench.take('c.csv', csvExport(inWeek(4)));
    expect(only(bench.coverage().logs).holes.map(({ kind, emptyDays }) => [kind, emptyDays])).toEqual([
      ['inside', 1],
      ['between', 9],
    ]);
  });

  it('days are those of the zone that is asked for', async () => {
    const bench = new AnalysisBench();
    await bench.take('a.csv', csvExport(steady(3, 30 * 60, 22 * HOUR + 45 * 60)));
    expect(bench.account(1, 'UTC').days).toEqual([{ day: '2026-03-02', events: 3 }]);
    expect(bench.account(1, 'Europe/Berlin').days).toEqual([
      { day: '2026-03-02', events: 1 },
      { day: '2026-03-03', events: 2 },
    ]);
    expect(() => bench.account(1, 'Mars/Olympus')).toThrow(/time zone/);
    expect(() => bench.account(9)).toThrow(/no source 9/);
  });

  it('tenants are never mixed, nor are logs of other columns', async () => {
    const bench = new AnalysisBench();
    await bench.take('a.csv', csvExport(steady(10, 60)), { tenant: 'North' });
    await bench.take('b.csv', csvExport(steady(10, 60, 600)), { tenant: 'South' });
    await bench.take('c.csv', `when,colour,size\n${timeOf(0)},red,3\n${timeOf(60)},blue,4\n`);
    await bench.take('d.csv', `when,door,badge\n${timeOf(0)},east,77\n${timeOf(60)},west,78\n`);
    await bench.take('e.csv', `when,colour,size\n${timeOf(90)},green,5\n${timeOf(99)},blue,6\n`);
    expect(
      bench.coverage().logs.map(({ tenants, lanes }) => [tenants, lanes.map(({ source }) => source)]),
    ).toEqual([
      [['North'], [1]],
      [['South'], [2]],
      [[], [3, 5]],
      [[], [4]],
    ]);
  });

  it('a workspace without dated events has no span, and counts them', async () => {
    const bench = new AnalysisBench();
    expect(bench.coverage().logs).toEqual([]);
    await bench.take('undated.csv', 'colour,size\nred,3\nblue,4\n');
    expect(only(bench.coverage().logs)).toMatchObject({ span: null, covered: [], events: 2, undated: 2 });
    expect(bench.account(1)).toMatchObject({ span: null, days: [], undated: 2, holds: true });
  });

  it('an account adds up, with duplicates of both kinds and rejects', async () => {
    const bench = new AnalysisBench();
    const row = (id: string, at: number, action: string): string =>
      JSON.stringify({
        id,
        timestamp: timeOf(at),
        user_email: 'a@x.test',
        action,
        resource_type: 'team',
        resource_id: 't',
      });
    await bench.take('a.jsonl', `${row('1', 0, 'create')}\n${row('2', 60, 'create')}\n`);
    await bench.take(
      'b.jsonl',
      `${row('1', 0, 'create')}\n${row('2', 60, 'delete')}\n{"id": oops}\n${row('3', 90, 'create')}\n`,
    );
    expect(bench.account(2)).toMatchObject({
      holds: true,
      counted: { read: 4, imported: 1, duplicate: 2, rejected: 1 },
      same: 1,
      conflicts: 1,
      span: { from: timeOf(0), to: timeOf(90) },
    });
  });

  it('however a log is cut into overlapping exports, it covers the same time and no hole is invented', async () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 59 }), { minLength: 1, maxLength: 4 });
    const gaps = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(pieces, gaps, fc.integer(), async (cuts, steps, seed) => {
        let at = 0;
        const log = steps.map((step, index): TestRecord => {
          at += step;
          return { id: `r${index}`, at, action: 'create' };
        });
        const whole = new AnalysisBench();
        await whole.take('whole.csv', csvExport(log));
        const bounds = [...new Set([0, ...cuts, 60])].sort((a, b) => a - b);
        const parts = bounds
          .slice(0, -1)
          .map((from, index) => log.slice(Math.max(0, from - 2), (bounds[index + 1] ?? 60) + 2));
        const order = parts
          .map((part, index) => ({ part, key: (index * 7_919 + seed) % 13 }))
          .sort((a, b) => a.key - b.key);
        const cut = new AnalysisBench();
        for (const [index, { part }] of order.entries()) await cut.take(`part${index}.csv`, csvExport(part));
        const [one, many] = [only(whole.coverage().logs), only(cut.coverage().logs)];
        expect(many.covered).toEqual(one.covered);
        expect(many.holes).toEqual(one.holes);
        expect(many.days).toEqual(one.days);
        expect([many.events, many.late]).toEqual([one.events, []]);
      }),
      { numRuns: 15 },
    );
  });
});
