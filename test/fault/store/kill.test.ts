import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { readRaw } from '../../../electron/engine/store/raw-records.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import { workspaceInfo } from '../../../electron/engine/store/workspace-info.ts';
import { freshFolder, QUIET } from '../../engine/store/fixtures.ts';
import { StoreChild } from './child.ts';

const KILLS = 12;
const BATCH = 200;

it(`loses no stored batch and keeps no half one over ${KILLS} kills`, async () => {
  const path = join(freshFolder(), 'case.trailglass');
  let before = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const child = new StoreChild('write-forever.ts', path);
    await child.firstLine();
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
    await child.kill();

    const reader = openWorkspace(path, { access: 'readonly' });
    const stored = workspaceInfo(reader).events;
    expect((await verifyWorkspace(reader, QUIET)).ok).toBe(true);
    reader.close();
    const ws = openWorkspace(path, { access: 'readwrite' });
    const [source] = listSources(ws);
    const acknowledged = Number(child.lines.at(-1));
    expect(source).toMatchObject({ status: 'interrupted', duplicate: 0 });
    const read = source?.read ?? 0;
    // One batch may be stored that the child had no time to report.
    expect([acknowledged, acknowledged + BATCH]).toContain(read);
    expect(read).toBeGreaterThan(before);
    expect(source?.imported).toBe((read / BATCH) * 196);
    expect(source?.rejected).toBe((read / BATCH) * 4);
    expect(workspaceInfo(ws).events).toBe(source?.imported);
    expect(stored).toBe(source?.imported);
    const last = `line ${read}\n`;
    const bytes = Array.from({ length: read }, (_, n) => `line ${n + 1}\n`.length).reduce((a, b) => a + b, 0);
    expect(readRaw(ws, 1, bytes - last.length, last.length).toString()).toBe(last);
    const report = await verifyWorkspace(ws, QUIET);
    expect(report.checks.filter((check) => !check.ok)).toEqual([]);
    ws.close();
    before = read;
  }
});
