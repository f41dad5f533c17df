import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { valueAt } from '../../../electron/engine/columns/column.ts';
import type {
  Batch,
  NewDuplicate,
  NewRawBlock,
  NewReject,
  StoredValue,
} from '../../../electron/engine/record.ts';
import { IDENTITY_BYTES } from '../../../electron/engine/store/format.ts';
import type { NewSource, SourceWriter } from '../../../electron/engine/store/source-writer.ts';
import { FIELD_NAMES, type FieldName } from '../../../shared/domain/fields.ts';
import { eventBatchOf, type NewEvent } from './event-batch.ts';

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
    options: null,
    container: null,
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

/** A batch of the same places and identities, with other values. */
export function withValues(batch: Batch, rows: readonly (readonly StoredValue[])[]): Batch {
  const { events } = batch;
  const place = (name: 'line' | 'byteOffset' | 'byteLength', row: number) =>
    Number(valueAt(events.columns.get(name), row));
  const changed = rows.map((cells, row) => ({
    place: {
      line: place('line', row),
      byteOffset: place('byteOffset', row),
      byteLength: place('byteLength', row),
    },
    values: cells,
    extra: null,
    identity: events.identities.subarray(row * IDENTITY_BYTES, (row + 1) * IDENTITY_BYTES),
  }));
  return { ...batch, events: eventBatchOf(changed) };
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
        identity: sha256(record).subarray(0, 8),
      });
    }
  });
  const rawBlocks = content === '' ? [] : [rawBlock(Buffer.from(content), start, 'none')];
  return { events: eventBatchOf(events), rejects, duplicates, rawBlocks };
}
