import { createColumnStore } from '../../../../electron/engine/query/column-store.ts';
import { KeptTexts } from '../../../../electron/engine/query/text/kept-texts.ts';
import { createTextSource, type TextSource } from '../../../../electron/engine/query/text/text-source.ts';
import { beginSource } from '../../../../electron/engine/store/source-writer.ts';
import type { Workspace } from '../../../../electron/engine/store/workspace.ts';
import type { TextClause } from '../../../../shared/filter/filter.ts';
import { eventBatchOf } from '../../store/event-batch.ts';
import { newSource, rawBlock, sha256, values } from '../../store/fixtures.ts';
import type { TestEvent } from '../dataset.ts';

/** An event and its record as it stands in the file. */
export interface SearchedEvent extends TestEvent {
  readonly raw: string;
}

export interface LogShape {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Bytes of a raw block. Small ones cut records in two. */
  readonly blockBytes: number;
  /** Events of a segment of the index. */
  readonly batch: number;
  /** Between two records. */
  readonly separator: string;
}

export const PLAIN: LogShape = { encoding: 'utf-8', blockBytes: 1 << 16, batch: 1_000, separator: '\n' };

export function encoded(text: string, encoding: LogShape['encoding']): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  const wide = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? wide : wide.swap16();
}

/** Writes events as one source. */
export function writeLog(
  ws: Workspace,
  events: readonly SearchedEvent[],
  shape: LogShape,
  name = 'a.log',
): void {
  const writer = beginSource(ws, newSource({ name, encoding: shape.encoding }));
  const separator = encoded(shape.separator, shape.encoding);
  const records = events.map(({ raw }) => encoded(raw, shape.encoding));
  const content = Buffer.concat(records.flatMap((record) => [record, separator]));
  const blocks = [];
  for (let at = 0; at < content.length; at += shape.blockBytes) {
    blocks.push(rawBlock(content.subarray(at, at + shape.blockBytes), at, 'zstd'));
  }
  let byteOffset = 0;
  const stored = events.map((event, index) => {
    const byteLength = records[index]?.length ?? 0;
    const place = { line: index + 1, byteOffset, byteLength };
    byteOffset += byteLength + separator.length;
    const extra = Object.fromEntries(
      event.extra.map(([column, value]) => [`c${writer.extraColumn(column)}`, value]),
    );
    return {
      place,
      values: values(event.fields),
      extra: event.extra.length === 0 ? null : JSON.stringify(extra),
      identity: sha256(`${name} ${index}`).subarray(0, 8),
    };
  });
  for (let from = 0; from < stored.length || from === 0; from += shape.batch) {
    writer.write({
      events: eventBatchOf(stored.slice(from, from + shape.batch)),
      rejects: [],
      duplicates: [],
      rawBlocks: from === 0 ? blocks : [],
    });
  }
  writer.finish({ status: 'imported', warnings: [], envelope: null, contentBytes: content.length });
}

export const unhurried = { throwIfCancelled: () => undefined };

/** What a search reads, as the engine puts it together. */
export function sourceOf(ws: Workspace): TextSource {
  return createTextSource(ws, createColumnStore(ws).current(unhurried), new KeptTexts(0));
}

export function everything(source: TextSource): Uint8Array {
  return new Uint8Array(source.columns.count).fill(1);
}

/** Positions of the marked events. */
export function marked(marks: Uint8Array): number[] {
  return [...marks.keys()].filter((position) => marks[position] !== 0);
}

/** A text clause over everything. */
export const found = (pattern: string, literal = true): TextClause => ({
  kind: 'text',
  field: null,
  pattern,
  literal,
});
/** An expression over everything, or in a field. */
export const regex = (pattern: string, field: string | null = null): TextClause => ({
  kind: 'text',
  field,
  pattern,
  literal: false,
  regex: true,
});
/** An event that has little but its record. */
export const record = (raw: string, fields: SearchedEvent['fields'] = {}): SearchedEvent => ({
  fields,
  extra: [],
  raw,
});
