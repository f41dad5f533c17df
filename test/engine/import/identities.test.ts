import { describe, expect, it } from 'vitest';
import { ImportBench } from './import-bench.ts';

const HEADER = 'When,User,Reason';
const line = (n: number) => `2026-10-24T10:00:${String(n).padStart(2, '0')}Z,user-${n},Chat`;
const log = (...numbers: number[]) => `${[HEADER, ...numbers.map(line)].join('\n')}\n`;

/** Puts other identities in place of the stored ones; only a test may. */
function forgeIdentities(bench: ImportBench, forge: (identities: Buffer) => Buffer): void {
  bench.ws.db.exec('DROP TRIGGER batch_no_update');
  const rows = bench.ws.db
    .prepare<[], { id: number; identities: Buffer }>('SELECT id, identities FROM batch WHERE firstEvent > 0')
    .all();
  for (const { id, identities } of rows) {
    bench.ws.db.prepare('UPDATE batch SET identities = ? WHERE id = ?').run(forge(identities), id);
  }
}

describe('identities of records', () => {
  it('take eight bytes for each event', async () => {
    const bench = new ImportBench();
    await bench.take('a.csv', log(1, 2, 3));
    const { length } = bench.ws.db
      .prepare<[], { length: number }>('SELECT sum(length(identities)) AS length FROM batch')
      .get() ?? { length: 0 };
    expect(length).toBe(24);
  });

  it('of different records may be equal without either being lost: bytes decide', async () => {
    const other = new ImportBench();
    await other.take('b.csv', log(2));
    const [{ identities: second } = { identities: Buffer.alloc(0) }] = other.ws.db
      .prepare<[], { identities: Buffer }>('SELECT identities FROM batch WHERE firstEvent > 0')
      .all();
    const bench = new ImportBench();
    await bench.take('a.csv', log(1));
    forgeIdentities(bench, () => second);
    expect(await bench.take('b.csv', log(2))).toMatchObject({ imported: 1, duplicate: 0 });
    expect(bench.events().map((event) => event['actor'])).toEqual(['user-1', 'user-2']);
  });

  it('that the first format hashed in another way are worked out anew from the raw records', async () => {
    const bench = new ImportBench();
    await bench.take('a.csv', log(1, 2, 2, 3));
    forgeIdentities(bench, (identities) => Buffer.alloc(identities.length * 2, 7));
    expect(await bench.take('b.csv', log(2, 3, 3, 4))).toMatchObject({ imported: 2, duplicate: 2 });
    expect(bench.events().map((event) => event['actor'])).toEqual([
      'user-1',
      'user-2',
      'user-2',
      'user-3',
      'user-3',
      'user-4',
    ]);
  });

  it('are of the whole record: a later part that differs makes another', async () => {
    const bench = new ImportBench();
    const long = 'x'.repeat(5_000);
    await bench.take('a.csv', `When,Note\n2026-10-24T10:00:00Z,${long}a\n`);
    const report = await bench.take('b.csv', `When,Note\n2026-10-24T10:00:00Z,${long}b\n`);
    expect(report).toMatchObject({ imported: 1, duplicate: 0 });
  });
});
