import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AnalysisBench } from '../engine/analyze/analysis-bench.ts';
import { REAL_LOGS } from './facts.ts';

const CLOUDTRAIL = join(REAL_LOGS, 'cloudtrail/sans504_part1_merged.json.gz');
const OBJECTS = join(REAL_LOGS, 'cloudtrail/sans504_part1_tree.tar');
const MICROSOFT = join(REAL_LOGS, 'm365/auditrecords_part1.csv.gz');

const here = existsSync(CLOUDTRAIL);
if (!here) console.log(`Skipped: there are no real logs at ${REAL_LOGS}`);

describe.skipIf(!here)('accounts of real logs', () => {
  it('1,388 objects of a trail and the file merged of them are one log, and the same', {
    timeout: 180_000,
  }, async () => {
    const bench = new AnalysisBench();
    const sources = await bench.job([CLOUDTRAIL, OBJECTS]);
    expect(sources).toHaveLength(1_389);
    const { logs } = bench.coverage();
    expect(logs).toHaveLength(1);
    expect(logs[0]).toMatchObject({
      events: 9_342,
      covered: [{ from: '2021-07-28T15:28:12.000Z', to: '2021-07-30T23:51:31.000Z' }],
      late: [],
    });
    const shared = logs[0]?.overlaps.filter(({ first }) => first === 1) ?? [];
    expect(shared.reduce((sum, { same }) => sum + same, 0)).toBe(11_805);
    const objects = sources.slice(1).map(({ id }) => id ?? 0);
    expect(bench.compare([1], objects)).toMatchObject({
      unchanged: 9_342,
      vanished: { total: 0 },
      altered: { total: 0 },
      late: { total: 0 },
    });
    expect(bench.account(1)).toMatchObject({ holds: true, counted: { read: 11_805 } });
  });

  it('an audit log is counted by day, and a record that is gone from it is found', {
    timeout: 120_000,
  }, async () => {
    const bench = new AnalysisBench();
    const [source] = await bench.job([MICROSOFT]);
    const account = bench.account(source?.id ?? 0);
    expect(account).toMatchObject({ holds: true, undated: 0, counted: { read: 5_766 } });
    expect(account.days.reduce((sum, { events }) => sum + events, 0)).toBe(5_766);

    // A stored event in the middle of the file, and the same file without its record.
    const gone = bench.events()[3_000];
    const content = gunzipSync(readFileSync(MICROSOFT));
    const { byteOffset = 0, byteLength = 0, id = 0 } = gone ?? {};
    const rest = Buffer.concat([
      content.subarray(0, byteOffset),
      content.subarray(byteOffset + byteLength + 1),
    ]);
    const later = await bench.take('later.csv', rest);
    expect(later).toMatchObject({ read: 5_765, imported: 0 });
    expect(bench.compare([1], [2])).toMatchObject({
      unchanged: 3_897,
      vanished: { total: 1, records: [{ event: id, origin: { byteOffset } }] },
      altered: { total: 0 },
      late: { total: 0 },
    });
  });
});
