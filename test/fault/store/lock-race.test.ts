import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshFolder } from '../../engine/store/fixtures.ts';
import { StoreChild } from './child.ts';

it('never gives the lock to two processes, however they race', async () => {
  const path = join(freshFolder(), 'case.trailglass');
  const children = [1, 2, 3].map(() => new StoreChild('take-turns.ts', path));
  await Promise.all(children.map((child) => child.firstLine()));
  for (const child of children) expect(Number(child.lines[0])).toBeGreaterThan(0);
});
