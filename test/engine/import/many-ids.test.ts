import { describe, expect, it } from 'vitest';
import { ImportBench } from './import-bench.ts';

/** Enough for the table of identities to be made anew while a file is read. */
const RECORDS = 120_000;

function jsonLines(from: number, to: number): string {
  let text = '';
  for (let n = from; n < to; n += 1) {
    text += `{"id":"evt_${n}","time":"2026-10-01T10:00:00Z","actor":"dana","action":"document.read"}\n`;
  }
  return text;
}

function csv(from: number, to: number): string {
  let text = 'timestamp,action\n';
  for (let n = from; n < to; n += 1) text += `2026-10-01T10:00:00Z,do${n}\n`;
  return text;
}

describe('exports of more records than the table of identities has room for at first', () => {
  it('find the records they share, with ids and without, also those of their own file', async () => {
    const bench = new ImportBench();
    const again = jsonLines(0, 100);
    expect(await bench.take('first.jsonl', jsonLines(0, RECORDS) + again)).toMatchObject({
      imported: RECORDS,
      duplicate: 100,
    });
    expect(await bench.take('second.jsonl', jsonLines(RECORDS / 2, RECORDS + 1_000))).toMatchObject({
      imported: 1_000,
      duplicate: RECORDS / 2,
    });
    expect(await bench.take('first.csv', csv(0, RECORDS))).toMatchObject({ imported: RECORDS });
    expect(await bench.take('second.csv', csv(RECORDS / 2, RECORDS + 1_000))).toMatchObject({
      imported: 1_000,
      duplicate: RECORDS / 2,
    });
  }, 60_000);
});
