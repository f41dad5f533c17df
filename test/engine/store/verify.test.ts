import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import { closedAfterwards, freshWorkspace, importSample, QUIET } from './fixtures.ts';

describe('verify', () => {
  it('passes', async () => {
    const ws = freshWorkspace();
    importSample(ws);
    console.log(await verifyWorkspace(ws, QUIET));
  });
});
