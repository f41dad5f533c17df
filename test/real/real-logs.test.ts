import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRaw } from '../../electron/engine/store/raw-records.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { ImportBench } from '../engine/import/import-bench.ts';
import { REAL_LOGS, realFiles, rowsOf, timesOf } from './facts.ts';

const files = realFiles(['ai_usage', 'cloudtrail', 'm365', 'saas_api']);

describe.skipIf(files === null)('real logs', () => {
  it.each(files ?? [])('$path has the records that other tools count', async ({ path, facts }) => {
    const bench = new ImportBench();
    const [source] = await bench.job([join(REAL_LOGS, path)]);
    expect(source?.status).toBe('imported');
    const rows = rowsOf(facts);
    if (rows === null) {
      expect(source).toMatchObject({ imported: 0, rejected: source?.read });
      expect(bench.rejects()[0]?.reason).toMatch(/Not valid JSON/);
      return;
    }
    expect(source).toMatchObject({ read: rows, imported: rows, duplicate: 0, rejected: 0 });
    const times = timesOf(facts);
    if (times === null) return;
    const found = [source?.firstTime, source?.lastTime].map((time) =>
      time == null ? null : parseInstant(time, 'UTC'),
    );
    expect(found).toEqual(times);
  });

  it('gives back the bytes of every record', async () => {
    const bench = new ImportBench();
    const [source] = await bench.job([join(REAL_LOGS, 'm365/auditrecords_part1.csv.gz')]);
    const events = bench.events();
    for (const event of events.filter((_, index) => index % 500 === 0)) {
      const raw = readRaw(bench.ws, source?.id ?? 0, event.byteOffset, event.byteLength).toString();
      expect(raw).toMatch(/^"\{""/);
      expect(raw.endsWith('\n')).toBe(false);
    }
  });

  it('sums tokens and cost exactly', async () => {
    const bench = new ImportBench();
    await bench.job([join(REAL_LOGS, 'ai_usage/aider_analytics_part1.jsonl.gz')]);
    const [input, output, cost] = bench.ws.db
      .prepare<[], [number, number, number]>(
        'SELECT sum(inputTokens), sum(outputTokens), sum(cost) FROM event',
      )
      .raw()
      .get() ?? [0, 0, 0];
    expect([input, output]).toEqual([37_298_217, 1_436_276]);
    expect(cost / 1e9).toBeCloseTo(111.934236, 6);
  });
});
