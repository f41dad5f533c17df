import type { VerifyReport } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import { Findings } from './verify/findings.ts';
import { takeSnapshot } from './verify/snapshot.ts';
import { tellWithdrawals } from './verify/tell-withdrawals.ts';
import { verifyChain } from './verify/verify-chain.ts';
import { verifyIndex } from './verify/verify-index.ts';
import { verifyRaw } from './verify/verify-raw.ts';
import { verifySources } from './verify/verify-sources.ts';
import { verifySchema, verifyStructure } from './verify/verify-structure.ts';
import type { Workspace } from './workspace.ts';

/**
 * Checks that everything in a workspace is as it was written: SQLite's structure, the schema, the hash chain
 * recomputed from the stored rows, the counts of every source, the column index, and the original records. What does not hold is
 * a finding of the report, never an exception. Works on any connection; an import may go on meanwhile.
 *
 * The chain shows every change made without recomputing it. Someone who recomputes it to the end has another
 * head: compare `head` with one noted elsewhere.
 *
 * @throws CANCELLED, DISK_ERROR, WORKSPACE_BUSY
 */
export async function verifyWorkspace(ws: Workspace, context: CallContext): Promise<VerifyReport> {
  const findings = new Findings();
  context.progress({ stage: 'Checking the structure', done: 0, total: null, unit: 'batches', records: null });
  verifySchema(ws, findings);
  verifyStructure(ws, findings);
  context.throwIfCancelled();
  const snapshot = findings.guard('records', `Reading ${ws.path}`, () => takeSnapshot(ws.db));
  if (snapshot === undefined)
    return { ok: false, batches: 0, events: 0, head: null, checks: findings.checks };
  const { batches, head, tallies } = await verifyChain(ws, snapshot, findings, context);
  verifySources(snapshot.sources, tallies, findings);
  tellWithdrawals(ws, snapshot.sources, findings);
  await verifyIndex(ws, findings, context);
  await verifyRaw(ws, snapshot, findings, context);
  return { ok: findings.ok, batches, events: tallies.events, head, checks: findings.checks };
}
