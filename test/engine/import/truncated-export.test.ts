import { describe, expect, it } from 'vitest';
import { TimeDirection, truncatedExport } from '../../../electron/engine/import/truncated-export.ts';
import { ImportBench } from './import-bench.ts';

const START = Date.UTC(2026, 2, 1);

/** An organisation audit log of so many records, a second apart. */
function log(records: number, order: 'oldest first' | 'newest first'): string {
  const lines = ['timestamp,action,resource_type,resource_id'];
  for (let index = 0; index < records; index += 1) {
    const at = order === 'oldest first' ? index : records - 1 - index;
    lines.push(`${new Date(START + at * 1_000).toISOString()},create,team,t${at}`);
  }
  return `${lines.join('\n')}\n`;
}

const CAPS = [2_500, 10_000, 50_000, 100_000, 1_048_575, 1_048_576] as const;

describe('an export that ends at a known limit', () => {
  it.each(CAPS)('of %i records names the side that is probably missing', (cap) => {
    const rising = new TimeDirection();
    const falling = new TimeDirection();
    for (let index = 0; index < cap; index += 1) {
      rising.add((START + index) * 1_000);
      falling.add((START + cap - 1 - index) * 1_000);
    }
    const count = cap.toLocaleString('en');
    const last = new Date(START + cap - 1).toISOString();
    expect(truncatedExport(cap, rising)).toContain(`exactly ${count} records`);
    expect(truncatedExport(cap, rising)).toContain(`records newer than ${last} are likely missing`);
    expect(truncatedExport(cap, falling)).toContain(
      'records older than 2026-03-01T00:00:00.000Z are likely missing',
    );
    expect(truncatedExport(cap - 2, rising)).toBeNull();
    expect(truncatedExport(cap + 2, rising)).toBeNull();
  });

  it('without times still says that something is missing', () => {
    expect(truncatedExport(2_500, new TimeDirection())).toContain('records behind the last one');
  });

  it.each([2_500, 10_000] as const)('is told at the import of %i records', async (cap) => {
    const bench = new ImportBench();
    const last = new Date(START + (cap - 1) * 1_000).toISOString();
    const sources = await bench.job([
      bench.file('rising.csv', log(cap, 'oldest first')),
      bench.file('falling.csv', log(cap, 'newest first')),
    ]);
    const texts = sources.map(
      (source) => source.warnings.find(({ code }) => code === 'TRUNCATED_EXPORT')?.message,
    );
    expect(texts[0]).toContain(`records newer than ${last} are likely missing`);
    expect(texts[1]).toContain('records older than 2026-03-01T00:00:00.000Z are likely missing');
  });
});
