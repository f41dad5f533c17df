import { describe, expect, it } from 'vitest';
import { ImportBench } from './import-bench.ts';

/** Enough for the table of identities to be made anew while a file is read. */
const RECORDS = 60_000;

function jsonLines(from: number, to: number): string {
  let text = '';
  for (let n = from; n < to; n += 1) {
    text += `{"id":"evt_${n}","timestamp":"2026-10-01T10:00:00Z","user_email":"k@x.test","user_name":"Kofi","action":"create","resource_type":"team","resource_id":"t${n}","ip_address":"192.0.2.1"}\n`;
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
      profile: 'org-audit',
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
  }, 120_000);
});
