import { expect, it } from 'vitest';
import { ImportBench, listener } from './import-bench.ts';

it('holds few pages of the workspace while it imports, and as many as before afterwards', async () => {
  const bench = new ImportBench();
  const held = () => Number(bench.ws.db.pragma('cache_size', { simple: true }));
  const before = held();
  const meanwhile = new Set<number>();
  const log = bench.file('log.csv', 'time,action\n2026-10-24T10:00:00Z,user.created\n');
  await bench.job(
    [log],
    {},
    listener(() => meanwhile.add(held())),
  );
  expect(before).toBeLessThan(-8_192); // KiB
  expect([...meanwhile]).toEqual([-4_096]);
  expect(held()).toBe(before);
  await expect(bench.job([log], { timezone: 'Nowhere/Atall' })).rejects.toMatchObject({
    code: 'BAD_ARGUMENT',
  });
  expect(held()).toBe(before);
});
