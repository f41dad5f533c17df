import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { closedAfterwards, freshFolder } from '../../engine/store/fixtures.ts';
import { StoreChild } from './child.ts';

it('refuses a workspace that another process has open, naming it, until that process is gone', async () => {
  const path = join(freshFolder(), 'case.trailglass');
  const child = new StoreChild('hold-open.ts', path);
  await child.firstLine();
  expect(() => openWorkspace(path, { access: 'readwrite' })).toThrow(
    expect.objectContaining({
      code: 'WORKSPACE_BUSY',
      message: expect.stringMatching(
        new RegExp(
          `open in another Trailglass: process ${child.pid} on ${hostname()}, since 20\\d\\d-.*Close it there`,
        ),
      ),
      details: expect.objectContaining({ pid: child.pid, host: hostname() }),
    }),
  );
  await child.kill();
  expect(existsSync(`${path}-lock`)).toBe(true);
  const ws = closedAfterwards(openWorkspace(path, { access: 'readwrite' }));
  expect(listSources(ws)).toEqual([]);
  ws.close();
  expect(existsSync(`${path}-lock`)).toBe(false);
});
