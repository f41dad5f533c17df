import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { readRaw } from '../../../electron/engine/store/raw-records.ts';
import { listRejects } from '../../../electron/engine/store/rejects.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Workspace, WorkspaceAccess } from '../../../electron/engine/store/workspace.ts';
import { workspaceInfo } from '../../../electron/engine/store/workspace-info.ts';
import { AppError } from '../../../shared/errors.ts';
import { freshFolder, freshWorkspace, importSample, QUIET } from '../../engine/store/fixtures.ts';

/** All that a user can get to see of a workspace. */
function everythingSeen(ws: Workspace): string {
  const rows = (query: string) => ws.db.prepare(query).raw().all();
  return JSON.stringify([
    // Whether it may be written is a fact of the opener, not of the file.
    { ...workspaceInfo(ws), canSave: null },
    listSources(ws),
    listRejects(ws, { source: null, offset: 0, limit: 100 }),
    listSources(ws).map((source) => readRaw(ws, source.id, 0, source.bytes).toString('base64')),
    rows('SELECT * FROM events ORDER BY id'),
    rows('SELECT id FROM event ORDER BY time DESC, id'),
    rows('SELECT * FROM duplicate'),
  ]);
}

type Verdict = 'refused' | 'found' | 'unharmed';

/** What became of a workspace whose bytes were changed. Only `readwrite` checks the structure when opening. */
async function judge(path: string, access: WorkspaceAccess, expected: string): Promise<Verdict> {
  let ws: Workspace;
  try {
    ws = openWorkspace(path, { access });
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toMatch(/^(WORKSPACE_|FILE_UNREADABLE)/);
    return 'refused';
  }
  try {
    const report = await verifyWorkspace(ws, QUIET);
    if (!report.ok) return 'found';
    expect(everythingSeen(ws)).toBe(expected);
    return 'unharmed';
  } finally {
    ws.close();
  }
}

it('never passes a workspace in which a flipped bit changed anything that can be seen', {
  timeout: 120_000,
}, async () => {
  const original = freshWorkspace();
  importSample(original);
  importSample(original, 'second.csv');
  const expected = everythingSeen(original).replaceAll('case.trailglass', 'flipped.trailglass');
  original.close();
  const bytes = readFileSync(original.path);
  const path = join(freshFolder(), 'flipped.trailglass');
  const verdicts: Record<Verdict, number> = { refused: 0, found: 0, unharmed: 0 };
  const access = fc.constantFrom<WorkspaceAccess>('readonly', 'readwrite');
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), access, async (bit, how) => {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(path, flipped);
      verdicts[await judge(path, how, expected)] += 1;
    }),
    { numRuns: 300 },
  );
  console.info(`Bit flips: ${JSON.stringify(verdicts)}`);
  expect(verdicts.refused + verdicts.found).toBeGreaterThan(0);
});
