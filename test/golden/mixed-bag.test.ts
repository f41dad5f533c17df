import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ImportBench } from '../engine/import/import-bench.ts';
import { goldenCases } from './cases.ts';

const expectation = v.object({
  source: v.nullable(v.object({ profile: v.string(), read: v.number() })),
});

/** Cases that are imported as they are, with what they are when imported alone. */
function plainCases() {
  return goldenCases()
    .filter(
      ({ newline, options }) => newline === 'LF' && options.dateOrder === null && options.profile === null,
    )
    .map((golden) => ({
      golden,
      expected: v.parse(expectation, JSON.parse(readFileSync(golden.expectedPath, 'utf8'))).source,
    }));
}

describe('a folder with logs of many systems', () => {
  it('comes in as one job, each log as the profile that it is alone', async () => {
    const bench = new ImportBench();
    const folder = mkdtempSync(join(tmpdir(), 'trailglass-mixed-'));
    try {
      const cases = plainCases();
      for (const { golden } of cases) writeFileSync(join(folder, golden.fileName), golden.bytes);
      const sources = await bench.job([folder]);
      const found = new Map(sources.map(({ name, profile }) => [name.split('/').at(-1), profile]));
      const wanted = new Map(
        cases.map(({ golden, expected }) => [golden.fileName, expected?.profile ?? null]),
      );
      expect([...found].sort()).toEqual([...wanted].sort());
      expect(new Set([...wanted.values()]).size).toBeGreaterThan(25);
      for (const { name, read, imported, duplicate, rejected } of sources) {
        expect(read, name).toBe(imported + duplicate + rejected);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
