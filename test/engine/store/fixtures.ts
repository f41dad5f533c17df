import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { beginSource, type SourceWriter } from '../../../electron/engine/store/source-writer.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { type Line, newSource, sha256, writeLines } from './batches.ts';

export * from './batches.ts';

export const NOON = new Date('2026-10-30T12:00:00.000Z');

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

/** A folder of its own for one test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-store-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new workspace, closed after the test. */
export function freshWorkspace(path = join(freshFolder(), 'case.trailglass')): Workspace {
  return closedAfterwards(openWorkspace(path, { access: 'readwrite', create: true, clock: () => NOON }));
}

/** Closes a workspace after the test. */
export function closedAfterwards(ws: Workspace): Workspace {
  cleanups.push(() => ws.close());
  return ws;
}

/** Imports a file of such lines, in batches, and finishes it. */
export function importLines(
  ws: Workspace,
  batches: readonly (readonly Line[])[],
  name = 'usage.csv',
): SourceWriter {
  const read = batches.flat().map((_, index) => `line ${index + 1}\n`);
  const content = read.join('');
  const writer = beginSource(
    ws,
    newSource({ name, sha256: sha256(content).toString('hex'), bytes: content.length }),
  );
  for (const lines of batches) writeLines(writer, lines, 'Plan');
  writer.finish({ status: 'imported', warnings: [], envelope: null, contentBytes: writer.state.rawBytes });
  return writer;
}

/** Twenty events of both families, a reject and a duplicate, in three batches. */
export function importSample(ws: Workspace, name = 'usage.csv'): void {
  const event = (n: number): Line => ({
    time: 1_793_000_000_000_000 + n,
    family: n % 3 === 0 ? 'audit' : 'usage',
    actor: `user${n % 4}@example.com`,
    action: n % 3 === 0 ? 'api_key.revoked' : null,
    model: n % 3 === 0 ? null : 'gpt-4o',
    credits: n % 3 === 0 ? null : BigInt(n) * 123_456_789n,
  });
  const events = Array.from({ length: 18 }, (_, n) => event(n));
  importLines(
    ws,
    [events.slice(0, 7), [...events.slice(7, 12), 'reject', 'duplicate'], events.slice(12)],
    name,
  );
}

/** A context that is never cancelled. */
export const QUIET = { throwIfCancelled() {}, progress() {} };
