import { describe, expect, it } from 'vitest';
import { IdentityTable } from '../../../electron/engine/import/dedupe/identity-table.ts';
import { KnownIdentities, NOTHING_PENDING } from '../../../electron/engine/import/dedupe/known-identities.ts';
import { storedIdentities } from '../../../electron/engine/import/dedupe/stored-records.ts';
import { IDENTIFIED_BY } from '../../../electron/engine/import/parse/parsed-block.ts';
import { ImportBench } from './import-bench.ts';

/** More than the table has room for at first, and than it has room for after that. */
const RECORDS = 230_000;

describe('the table of identities', () => {
  it.each([
    ['keeps the first numbers', undefined],
    ['reads them from the batches from the start', 0],
    ['keeps them for a while', 100_000],
  ])('finds every event after it was made anew, when it %s', { timeout: 120_000 }, async (_, mostFirsts) => {
    const bench = new ImportBench();
    let text = 'timestamp,action\n';
    for (let n = 0; n < RECORDS; n += 1) text += `2026-10-01T10:00:00Z,do${n}\n`;
    await bench.take('log.csv', text);
    const known = new KnownIdentities(bench.ws);
    known.expect(NOTHING_PENDING);
    const table = new IdentityTable(known, mostFirsts);
    for (const { firstEvent, identities } of storedIdentities(bench.ws, 0)) {
      const rows = identities.length / 2;
      table.reserve(rows);
      const native = new Uint8Array(rows).fill(IDENTIFIED_BY.nativeId);
      // Where 16 bits agree by chance, somebody has to look closer.
      for (let row = 0; row < rows; row += 1) {
        row = table.addNew(identities, native, row, firstEvent + row);
        if (row < rows) table.add(identities, row, firstEvent + row);
      }
    }
    expect(table.size).toBe(RECORDS);
    let found = 0;
    for (const { firstEvent, identities } of storedIdentities(bench.ws, 0)) {
      for (let row = 0; row < identities.length / 2; row += 1) {
        if (table.find(identities, row) === firstEvent + row) found += 1;
      }
    }
    expect(found).toBe(RECORDS);
  });

  it('stops at events without an id, and at those that may be there', async () => {
    const bench = new ImportBench();
    await bench.take('log.csv', 'timestamp,action\n2026-10-01T10:00:00Z,a\n');
    const table = new IdentityTable(new KnownIdentities(bench.ws));
    const identities = Uint32Array.of(1, 2, 3, 4, 1, 2, 5, 6);
    const { nativeId, repeatedId, bytes } = IDENTIFIED_BY;
    table.reserve(4);
    expect(table.addNew(identities, Uint8Array.of(nativeId, repeatedId, nativeId, nativeId), 0, 10)).toBe(2);
    expect(table.addNew(identities, Uint8Array.of(nativeId, repeatedId, nativeId, bytes), 3, 12)).toBe(3);
    expect(table.size).toBe(2);
  });
});
