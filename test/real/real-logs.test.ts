import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileById } from '../../electron/engine/import/profiles.ts';
import { readRaw } from '../../electron/engine/store/raw-records.ts';
import { verifyWorkspace } from '../../electron/engine/store/verify.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { ImportBench, listener } from '../engine/import/import-bench.ts';
import { REAL_LOGS, realFiles, rowsOf, timesOf } from './facts.ts';

const files = realFiles(['ai_usage', 'cloudtrail', 'm365', 'saas_api', 'windows_events']);

/** How many different records the stored events and the repeats told with them come from. */
function recordsOf({ ws }: ImportBench): number | undefined {
  return ws.db
    .prepare<[], number>(
      'SELECT count(*) FROM (SELECT byteOffset FROM event UNION SELECT byteOffset FROM duplicate)',
    )
    .pluck()
    .get();
}

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
    expect(source?.rejected).toBe(0);
    expect((source?.imported ?? 0) + (source?.duplicate ?? 0)).toBe(source?.read);
    expect(recordsOf(bench)).toBe(rows);
    // Only where every element of a list is an event has a record more than one.
    const each = profileById(source?.profile ?? '').each;
    if (each === undefined) expect(source?.read).toBe(rows);
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

/** The large ones among them are awkward in nothing but size. */
const awkward = realFiles(['awkward_csv', 'json_conformance'], /\.(csv|json)$/)?.filter(
  ({ path }) => statSync(join(REAL_LOGS, path)).size < 300_000,
);

describe.skipIf(awkward === undefined)('awkward files', () => {
  it('never stop a job: each is imported or refused in one line, and nothing is lost', {
    timeout: 120_000,
  }, async () => {
    const bench = new ImportBench();
    const sources = await bench.job(
      (awkward ?? []).map(({ path }) => join(REAL_LOGS, path)),
      { dateOrder: 'dmy' },
    );
    expect(sources).toHaveLength(awkward?.length ?? 0);
    for (const { name, status, read, imported, duplicate, rejected, error } of sources) {
      expect(read, name).toBe(imported + duplicate + rejected);
      if (status === 'failed') expect(error?.message, name).not.toContain('\n');
    }
    const { checks } = await verifyWorkspace(bench.ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('that are valid JSON are read without rejects', async () => {
    const bench = new ImportBench();
    const valid = (awkward ?? []).filter(({ path }) => /\/y_[^/]*\.json$/.test(path));
    expect(valid.length).toBeGreaterThan(50);
    for (const source of await bench.job(valid.map(({ path }) => join(REAL_LOGS, path)))) {
      expect(source.error, source.name).toBeNull();
      expect(source.rejected, source.name).toBe(0);
    }
  });
});
