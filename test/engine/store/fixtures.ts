import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterEach } from 'vitest';
import type {
  Batch,
  NewDuplicate,
  NewEvent,
  NewRawBlock,
  NewReject,
  StoredValue,
} from '../../../electron/engine/record.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import {
  beginSource,
  type NewSource,
  type SourceWriter,
} from '../../../electron/engine/store/source-writer.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';

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

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

export function newSource(facts: Partial<NewSource> = {}): NewSource {
  return {
    name: 'usage.csv',
    sha256: '',
    bytes: 0,
    profile: 'generic',
    profileVersion: 1,
    confidence: 0.75,
    encoding: 'utf-8',
    format: 'csv',
    dialect: '{"delimiter":","}',
    compression: 'none',
    timezone: 'UTC',
    dateOrder: null,
    tenant: null,
    ...facts,
  };
}

/** Field values in table order; usage unless said otherwise. */
export function values(fields: Partial<Record<FieldName, StoredValue>>): StoredValue[] {
  return FIELD_NAMES.map((name) => fields[name] ?? (name === 'family' ? 'usage' : null));
}

export function rawBlock(content: Uint8Array, byteOffset: number, codec: NewRawBlock['codec']): NewRawBlock {
  const data = codec === 'zstd' ? zstdCompressSync(content) : content;
  return { byteOffset, byteLength: content.length, codec, sha256: sha256(content), data };
}

/** What stands on each line of a file written with {@link writeLines}. */
export type Line = Partial<Record<FieldName, StoredValue>> | 'reject' | 'duplicate';

/** Writes one batch whose raw record of each line is `line <n>\n`. */
export function writeLines(writer: SourceWriter, lines: readonly Line[], extra?: string): Buffer {
  const batch = batchOf(writer, lines, extra);
  writer.write(batch);
  return Buffer.concat(batch.rawBlocks.map((block) => Buffer.from(block.data)));
}

export function batchOf(writer: SourceWriter, lines: readonly Line[], extra?: string): Batch {
  const events: NewEvent[] = [];
  const rejects: NewReject[] = [];
  const duplicates: NewDuplicate[] = [];
  const start = writer.state.rawBytes;
  let content = '';
  lines.forEach((line, index) => {
    const number = writer.state.read + index + 1;
    const record = `line ${number}\n`;
    const place = { line: number, byteOffset: start + content.length, byteLength: record.length };
    content += record;
    if (line === 'reject') rejects.push({ place, column: 3, reason: 'Unclosed quote' });
    else if (line === 'duplicate') duplicates.push({ place, event: null, kind: 'same' });
    else {
      events.push({
        place,
        values: values(line),
        extra:
          extra === undefined ? null : JSON.stringify({ [`c${writer.extraColumn(extra)}`]: `${number}` }),
        identity: sha256(record).subarray(0, 16),
      });
    }
  });
  const rawBlocks = content === '' ? [] : [rawBlock(Buffer.from(content), start, 'none')];
  return { events, rejects, duplicates, rawBlocks };
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
