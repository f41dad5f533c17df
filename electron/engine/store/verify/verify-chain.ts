import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallContext } from '../../../../shared/api/remote.ts';
import { batchDigest, firstSchemeDigest, SCHEME } from '../batch-digest.ts';
import { type BatchRow, type IdRange, readBatchAfter } from '../batch-row.ts';
import { batchHead, chainRoot } from '../chain.ts';
import { storedRows } from '../rows/stored-rows.ts';
import type { Workspace } from '../workspace.ts';
import { BatchRanges, describeBatch } from './batch-ranges.ts';
import { counted, type Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';
import { SourceTallies } from './source-tallies.ts';

/** What following the chain to its end brought. */
export interface ChainResult {
  readonly batches: number;
  /** Hex; null when there is no batch. */
  readonly head: string | null;
  readonly tallies: SourceTallies;
}

/** Recomputes digest and head of every batch from the stored rows, and counts them by source. */
export async function verifyChain(
  ws: Workspace,
  snapshot: Snapshot,
  findings: Findings,
  context: CallContext,
): Promise<ChainResult> {
  const walk = new ChainWalk(ws, snapshot, findings);
  while (walk.step()) {
    context.progress({
      stage: 'Checking stored records',
      done: walk.batches,
      total: snapshot.lastBatch,
      unit: 'batches',
      records: walk.tallies.events,
    });
    await nextTurn();
    context.throwIfCancelled();
  }
  walk.end();
  return walk;
}

class ChainWalk implements ChainResult {
  readonly tallies: SourceTallies;
  batches = 0;
  head: string | null = null;
  readonly #ws: Workspace;
  readonly #snapshot: Snapshot;
  readonly #findings: Findings;
  readonly #ranges: BatchRanges;
  /** Head of the batch before; null when that cannot be known. */
  #previous: Uint8Array | null;
  #lastId = 0;

  constructor(ws: Workspace, snapshot: Snapshot, findings: Findings) {
    this.#ws = ws;
    this.#snapshot = snapshot;
    this.#findings = findings;
    this.#ranges = new BatchRanges(snapshot);
    this.tallies = new SourceTallies(ws.db);
    this.#previous = findings.guard('chain', `Checking ${ws.path}`, () => chainRoot(ws.db)) ?? null;
  }

  /** Checks one batch; false at the end of the chain. */
  step(): boolean {
    const after = this.#lastId;
    const batch = this.#findings.guard('chain', `Reading the batch after ${after}`, () =>
      readBatchAfter(this.#ws.db, after),
    );
    if (batch === undefined || batch.id > this.#snapshot.lastBatch) return false;
    this.#lastId = batch.id;
    this.batches += 1;
    this.#checkNumber(batch, after);
    if (!isReadable(batch)) {
      this.#findings.fail('chain', `Batch ${batch.id} cannot be read: its own entry was changed.`);
      this.#previous = null;
      return true;
    }
    this.#checkLink(batch);
    this.#findings.guard('records', `Checking ${describeBatch(batch)}`, () => this.#checkRows(batch));
    return true;
  }

  end(): void {
    const findings = this.#findings;
    for (const rows of this.#ranges.unclaimed()) {
      findings.fail('records', `No batch stored ${rows}: they were added, or their batch was removed.`);
    }
    findings.pass('chain', `${counted(this.batches, 'batch', 'batches')} in one unbroken chain.`);
    findings.pass(
      'records',
      `${counted(this.tallies.events, 'event', 'events')} and all that belongs to them: as written.`,
    );
  }

  #checkNumber(batch: BatchRow, after: number): void {
    if (batch.id === after + 1) return;
    const missing =
      batch.id === after + 2 ? `Batch ${after + 1} is` : `Batches ${after + 1} to ${batch.id - 1} are`;
    this.#findings.fail('chain', `${missing} missing.`);
    this.#previous = null;
  }

  #checkLink(batch: BatchRow): void {
    const previous = this.#previous;
    this.#previous = batch.head;
    this.head = Buffer.from(batch.head).toString('hex');
    if (previous === null || Buffer.from(batchHead(previous, batch.digest, batch)).equals(batch.head)) return;
    this.#findings.fail(
      'chain',
      `${describeBatch(batch)} does not follow from what was before it: its own entry was changed, or batches before it were changed, removed or reordered.`,
    );
  }

  #checkRows(batch: BatchRow): void {
    this.tallies.note(batch);
    const claims = this.#ranges.claim(batch);
    if (typeof claims === 'string') {
      this.#findings.fail('records', `${describeBatch(batch)} is not as written: ${claims}.`);
      return;
    }
    const missing = claims.flatMap((claim) => {
      const gone = claim.last - claim.first + 1 - this.tallies.count(batch.source, claim);
      return gone === 0 ? [] : [`${gone} of its ${claim.table.noun} are missing`];
    });
    if (missing.length === 0 && this.#digest(batch)?.equals(batch.digest) === true) return;
    this.#findings.fail(
      'records',
      `${describeBatch(batch)} is not as written: ${missing.length === 0 ? 'its rows were changed' : missing.join(', ')}.`,
    );
  }

  /** Null for a scheme that no batch has. */
  #digest(batch: BatchRow): Buffer | null {
    const { db } = this.#ws;
    if (batch.scheme === 1) {
      return batch.firstValue === null && batch.lastValue === null
        ? Buffer.from(firstSchemeDigest(db, batch))
        : null;
    }
    if (batch.scheme !== SCHEME) return null;
    const events = rangeOf(batch.firstEvent, batch.lastEvent);
    const values = rangeOf(batch.firstValue, batch.lastValue);
    return Buffer.from(batchDigest(db, batch, storedRows(db, events, values)));
  }
}

function rangeOf(first: number | null, last: number | null): IdRange | null {
  return first === null || last === null ? null : { first, last };
}

/** Damage can turn a value into one of another type, which the hashes could not even be given. */
function isReadable(batch: BatchRow): boolean {
  const texts: readonly unknown[] = [batch.facts, batch.writtenAt];
  const bytes: readonly unknown[] = [batch.identities, batch.digest, batch.head];
  return (
    Number.isSafeInteger(batch.source) &&
    texts.every((value) => typeof value === 'string') &&
    bytes.every((value) => value instanceof Uint8Array)
  );
}
