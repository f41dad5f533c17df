import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnalysisBench, csvExport, jsonlExport, steady, type TestRecord, timeOf } from './analysis-bench.ts';

const LOG = steady(40, 60);

function without(log: readonly TestRecord[], ...indexes: readonly number[]): TestRecord[] {
  return log.filter((_, index) => !indexes.includes(index));
}

describe('comparing two exports', () => {
  it('an export and itself are the same', async () => {
    const bench = new AnalysisBench();
    await bench.take('a.csv', csvExport(LOG));
    expect(bench.compare([1], [1])).toMatchObject({
      unchanged: 40,
      vanished: { total: 0, records: [] },
      altered: { total: 0, records: [] },
      late: { total: 0, records: [] },
      outside: { first: 0, second: 0 },
    });
  });

  it('lists what vanished, what was altered and what came late, with fields and places', async () => {
    const bench = new AnalysisBench();
    await bench.take('first.jsonl', jsonlExport(LOG));
    const changed = LOG.map((record, index) =>
      index === 7 ? { ...record, action: 'update', who: 'eve@example.com' } : record,
    );
    const late = { id: 'late', at: 605, action: 'create' };
    await bench.take('second.jsonl', jsonlExport([...without(changed, 3), late]));
    const found = bench.compare([1], [2]);
    expect(found).toMatchObject({ unchanged: 38, outside: { first: 0, second: 0 } });
    expect(found.vanished).toMatchObject({
      total: 1,
      records: [{ event: 4, time: timeOf(180), action: 'delete', origin: { source: 1, line: 4 } }],
    });
    expect(found.altered.total).toBe(1);
    expect(found.altered.records[0]).toMatchObject({
      event: 8,
      origin: { source: 1, line: 8 },
      second: { source: 2, line: 7 },
    });
    expect(found.altered.records[0]?.differences).toEqual(
      expect.arrayContaining([
        { field: 'actor', first: 'dana@example.com', second: 'eve@example.com' },
        { field: 'action', first: 'create', second: 'update' },
      ]),
    );
    expect(found.late).toMatchObject({ total: 1, records: [{ time: timeOf(605), origin: { source: 2 } }] });
  });

  it('without ids, a vanished and a late record that agree are probably one that was altered', async () => {
    const bench = new AnalysisBench();
    const who = (n: number) => `user${n % 7}@example.com`;
    const log = LOG.map((record, n) => ({ ...record, who: who(n) }));
    await bench.take('first.csv', csvExport(log));
    const changed = log.map((record, n) => {
      if (n === 5) return { ...record, action: 'update' }; // time and actor stay
      if (n === 9) return { ...record, who: 'eve@example.com' }; // time, action and resource stay
      return n === 14 ? { ...record, at: record.at + 7 } : record; // all but the time stays
    });
    const late = { id: 'late', at: 605, action: 'create', who: 'kim@example.com' };
    await bench.take('second.csv', csvExport([...without(changed, 3), late]));
    const { vanished, late: came, altered, probablyAltered } = bench.compare([1], [2]);
    expect([vanished.total, came.total, altered.total]).toEqual([4, 4, 0]); // nothing certain is taken back
    expect(probablyAltered.total).toBe(3);
    expect(probablyAltered.records).toMatchObject([
      {
        time: timeOf(300),
        second: { time: timeOf(300), origin: { source: 2 } },
        agreeIn: 'time and actor',
        differences: [{ field: 'action', first: 'create', second: 'update' }, { field: 'verb' }],
      },
      { time: timeOf(540), agreeIn: 'time, action and resource' },
      { time: timeOf(840), second: { time: timeOf(847) }, agreeIn: 'everything but the time' },
    ]);
    expect(bench.compare([1], [2], { limit: 1 }).probablyAltered).toMatchObject({ total: 3, records: [{}] });
  });

  it('with ids, or where more than one of a side agree, nothing is guessed', async () => {
    const bench = new AnalysisBench();
    const [first, ...others] = LOG;
    await bench.take('a.jsonl', jsonlExport(LOG));
    await bench.take('b.jsonl', jsonlExport([{ ...(first as TestRecord), id: 'other' }, ...others]));
    expect(bench.compare([1], [2])).toMatchObject({ vanished: { total: 1 }, probablyAltered: { total: 0 } });
    const twice = (action: string) => ['x', 'y'].map((id) => ({ id, at: 100, action }));
    await bench.take('a.csv', csvExport([...LOG, ...twice('create')]));
    await bench.take(
      'b.csv',
      csvExport([...LOG, ...twice('delete').map((one) => ({ ...one, id: `${one.id}2` }))]),
    );
    expect(bench.compare([3], [4])).toMatchObject({ vanished: { total: 2 }, probablyAltered: { total: 0 } });
  });

  it('members of details are compared one by one', async () => {
    const bench = new AnalysisBench();
    const line = (detail: unknown): string =>
      `${JSON.stringify({ id: '1', timestamp: timeOf(0), user_email: 'a@x.test', action: 'create', resource_type: 'team', resource_id: 't', detail })}\n`;
    await bench.take('a.jsonl', line({ role: { name: 'member', level: 1 }, path: '/x' }));
    await bench.take('b.jsonl', line({ role: { name: 'admin', level: 1 }, path: '/x', extra: true }));
    expect(bench.compare([1], [2]).altered.records[0]?.differences).toEqual([
      { field: 'detail.role.name', first: 'member', second: 'admin' },
      { field: 'detail.extra', first: null, second: 'true' },
    ]);
  });

  it('compares by what is in the files, whatever was stored before them', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'earlier.jsonl',
      jsonlExport(LOG.map((record) => ({ ...record, who: 'old@example.com' }))),
    );
    await bench.take('a.jsonl', jsonlExport(LOG));
    await bench.take(
      'b.jsonl',
      jsonlExport(without(LOG, 5)).replaceAll('"action":"create"', '"action": "create"'),
    );
    await bench.take(
      'c.jsonl',
      jsonlExport(LOG.map((r, index) => (index === 9 ? { ...r, action: 'update' } : r))),
    );
    expect(bench.compare([2], [3])).toMatchObject({
      unchanged: 39,
      vanished: { total: 1, records: [{ origin: { source: 2, line: 6 } }] },
      altered: { total: 0 },
    });
    expect(bench.compare([2], [4]).altered).toMatchObject({
      total: 1,
      records: [{ differences: [{ field: 'action' }, { field: 'verb' }] }],
    });
    expect(bench.compare([1], [2]).altered.total).toBe(40);
  });

  it('identical lines count as often as they occur', async () => {
    const bench = new AnalysisBench();
    const twice = [...LOG, ...LOG.slice(20, 25)];
    await bench.take('a.csv', csvExport(twice));
    await bench.take('b.csv', csvExport(LOG));
    expect(bench.compare([1], [2])).toMatchObject({ unchanged: 40, vanished: { total: 5 } });
    expect(bench.compare([2], [1])).toMatchObject({
      unchanged: 40,
      vanished: { total: 0 },
      late: { total: 5 },
    });
  });

  it('a copy of a file with identical lines is the same file', async () => {
    const bench = new AnalysisBench();
    const thrice = LOG.flatMap((record, index) => (index % 10 === 5 ? [record, record, record] : [record]));
    await bench.take('a.csv', csvExport(thrice));
    await bench.take('copy.csv', `${csvExport(thrice)}\n`);
    await bench.take('fewer.csv', csvExport(LOG));
    await bench.take('more.csv', csvExport([...thrice, ...LOG.slice(15, 16)]));
    const nothing = { vanished: { total: 0 }, altered: { total: 0 }, late: { total: 0 } };
    expect(bench.compare([1], [2])).toMatchObject({ unchanged: 48, ...nothing });
    expect(bench.compare([2], [1])).toMatchObject({ unchanged: 48, ...nothing });
    const fewer = bench.compare([2], [3]);
    expect(fewer).toMatchObject({ unchanged: 40, vanished: { total: 8 } });
    // The second and the third of the three lines in the copy.
    expect(fewer.vanished.records.slice(0, 2).map(({ origin }) => [origin.source, origin.line])).toEqual([
      [2, 8],
      [2, 9],
    ]);
    expect(bench.compare([2], [4])).toMatchObject({ unchanged: 48, late: { total: 1 } });
    expect(bench.compare([4], [2])).toMatchObject({ unchanged: 48, vanished: { total: 1 } });
  });

  it('several files of one side are taken together, whichever was imported first', async () => {
    const twice = [...LOG, ...LOG.slice(20, 25)];
    for (const order of [
      ['whole', 'a', 'b'],
      ['a', 'b', 'whole'],
      ['b', 'whole', 'a'],
    ]) {
      const files = {
        whole: csvExport(twice),
        a: csvExport(LOG.slice(0, 30)),
        b: csvExport([...LOG.slice(30), ...LOG.slice(20, 25)]),
      };
      const bench = new AnalysisBench();
      await bench.job(order.map((name) => bench.file(`${name}.csv`, files[name as keyof typeof files])));
      const idOf = (name: string) => order.indexOf(name) + 1;
      const parts = [idOf('a'), idOf('b')];
      const [forth, back] = [bench.compare([idOf('whole')], parts), bench.compare(parts, [idOf('whole')])];
      for (const found of [forth, back]) {
        expect(found).toMatchObject({ unchanged: 45, vanished: { total: 0 }, late: { total: 0 } });
      }
    }
  });

  it('only the time both cover is judged, unless the time they were exported for is named', async () => {
    const bench = new AnalysisBench();
    await bench.take('a.csv', csvExport(LOG.slice(0, 30)));
    await bench.take('b.csv', csvExport(LOG.slice(10)));
    const found = bench.compare([1], [2]);
    expect(found).toMatchObject({
      common: { from: timeOf(600), to: timeOf(29 * 60) },
      unchanged: 20,
      vanished: { total: 0 },
      late: { total: 0 },
      outside: { first: 10, second: 10 },
    });
    expect(found.notes.join(' ')).toContain('10 records of the first export lie before');
    expect(bench.compare([1], [2], { window: { from: null, to: null } })).toMatchObject({
      vanished: { total: 10 },
      late: { total: 10 },
      outside: { first: 0, second: 0 },
    });
  });

  it('says so when nothing can be compared', async () => {
    const bench = new AnalysisBench();
    await bench.take('a.csv', csvExport(LOG.slice(0, 10)));
    await bench.take('b.csv', csvExport(LOG.slice(20)));
    await bench.take('c.jsonl', jsonlExport(LOG));
    expect(bench.compare([1], [2])).toMatchObject({
      common: null,
      vanished: { total: 0 },
      outside: { first: 10 },
    });
    expect(bench.compare([1], [3]).notes.join(' ')).toContain('Not one record is in both');
    expect(() => bench.compare([1], [9])).toThrow(/no source 9/);
  });

  it('lists are cut, totals are not; undated records can vanish', async () => {
    const bench = new AnalysisBench();
    const undated = 'someday,dana@example.com,create,team,x,{},\n';
    await bench.take('a.csv', csvExport(LOG) + undated);
    await bench.take('b.csv', csvExport([...LOG.slice(0, 1), ...LOG.slice(-1)]));
    const { vanished } = bench.compare([1], [2], { limit: 5 });
    expect([vanished.total, vanished.records.length]).toEqual([39, 5]);
  });

  it('finds exactly the changes that were made', async () => {
    const change = fc.constantFrom('keep', 'keep', 'keep', 'remove', 'alter');
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 20, maxLength: 20 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 18 }), { maxLength: 4 }),
        async (changes, lateAt) => {
          const log = steady(20, 60);
          // The ends stay, so that both cover the same time.
          const made = log.map((_, index) =>
            index === 0 || index === 19 ? 'keep' : (changes[index] ?? 'keep'),
          );
          const second = log.flatMap((record, index) => {
            if (made[index] === 'remove') return [];
            // In the grammar of this log: with a majority of other names it would be another kind of log.
            return [made[index] === 'alter' ? { ...record, action: 'update' } : record];
          });
          const late = lateAt.map((index) => ({ id: `late${index}`, at: index * 60 + 7, action: 'create' }));
          const bench = new AnalysisBench();
          await bench.take('a.jsonl', jsonlExport(log));
          await bench.take('b.jsonl', jsonlExport([...late, ...second]));
          const found = bench.compare([1], [2]);
          const placesOf = (kind: string) =>
            made.flatMap((what, index) => (what === kind ? [index + 1] : []));
          expect(found.vanished.records.map(({ origin }) => origin.line)).toEqual(placesOf('remove'));
          expect(found.altered.records.map(({ origin }) => origin.line)).toEqual(placesOf('alter'));
          expect(found.late.total).toBe(late.length);
          expect(found.unchanged).toBe(placesOf('keep').length);
        },
      ),
      { numRuns: 25 },
    );
  });
});
