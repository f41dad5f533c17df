import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallContext } from '../../../../shared/api/remote.ts';
import { type RawBlock, readBlockFrom, unpackBlock } from '../raw-records.ts';
import type { SourceRow } from '../source-row.ts';
import type { Workspace } from '../workspace.ts';
import { counted, type Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/** Unpacks and hashes every raw block, and the whole file where it was stored as it came. */
export async function verifyRaw(
  ws: Workspace,
  snapshot: Snapshot,
  findings: Findings,
  context: CallContext,
): Promise<void> {
  const total = snapshot.sources.reduce((sum, source) => sum + source.contentBytes, 0);
  let done = 0;
  for (const source of snapshot.sources) {
    for (const bytes of verifyContent(ws, source, findings)) {
      done += bytes;
      context.progress({ stage: 'Checking original records', done, total, unit: 'bytes', records: null });
      await nextTurn();
      context.throwIfCancelled();
    }
  }
  findings.pass(
    'originals',
    `${counted(total, 'byte', 'bytes')} of original records: as they were in the files.`,
  );
}

/** Yields the size of each block it has checked. */
function* verifyContent(ws: Workspace, source: SourceRow, findings: Findings): Generator<number> {
  const name = `Source ${source.id} (${source.name})`;
  const whole = createHash('sha256');
  let at = 0;
  while (at < source.contentBytes) {
    const block = findings.guard('originals', `Reading the original of ${name}`, () =>
      readBlockFrom(ws, source.id, at),
    );
    if (block?.byteOffset !== at || !(block.byteLength > 0)) {
      findings.fail('originals', `${name}: the original is missing from byte ${at} on.`);
      return;
    }
    const content = unpack(ws, block, findings);
    if (content === undefined) return;
    whole.update(content);
    yield content.length;
    at += block.byteLength;
  }
  if (at !== source.contentBytes) {
    findings.fail('originals', `${name}: the original has ${at} bytes instead of ${source.contentBytes}.`);
  }
  const isWhole = source.status === 'imported' && source.compression === 'none' && source.sha256 !== '';
  if (isWhole && whole.digest('hex') !== source.sha256) {
    findings.fail(
      'originals',
      `${name}: the stored original does not have the SHA-256 of the file, ${source.sha256}.`,
    );
  }
}

function unpack(ws: Workspace, block: RawBlock, findings: Findings): Buffer | undefined {
  return findings.guard('originals', `Reading raw block ${block.id}`, () => unpackBlock(ws, block));
}
