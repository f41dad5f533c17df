import { AppError } from '../../../shared/errors.ts';
import {
  type Column,
  columnLength,
  integerAt,
  type NumberColumn,
  numberNull,
  textAt,
  valueAt,
} from '../columns/column.ts';
import type { Batch, EventBatch, RecordPlace } from '../record.ts';
import { IDENTITY_BYTES } from './format.ts';
import type { SourceRow } from './source-row.ts';

/** The part of a source that every batch moves on. */
export type SourceCounts = Pick<
  SourceRow,
  | 'contentBytes'
  | 'read'
  | 'imported'
  | 'duplicate'
  | 'rejected'
  | 'undated'
  | 'auditEvents'
  | 'usageEvents'
  | 'firstTime'
  | 'lastTime'
>;

/**
 * The counts after a batch.
 * @throws INTERNAL when the batch leaves a gap in the content, or names a record outside of it: its original
 *   could then not be shown
 */
export function countBatch(before: SourceCounts, batch: Batch): SourceCounts {
  const contentBytes = contentAfter(before.contentBytes, batch);
  assertIdentities(batch.events);
  assertEventsInside(batch.events, contentBytes);
  assertInside(batch.rejects, contentBytes);
  assertInside(batch.duplicates, contentBytes);
  const events = countEvents(batch.events);
  const after: SourceCounts = {
    contentBytes,
    read: before.read + batch.events.count + batch.duplicates.length + batch.rejects.length,
    imported: before.imported + batch.events.count,
    duplicate: before.duplicate + batch.duplicates.length,
    rejected: before.rejected + batch.rejects.length,
    undated: before.undated + events.undated,
    auditEvents: before.auditEvents + events.audit,
    usageEvents: before.usageEvents + (batch.events.count - events.audit),
    firstTime: least(before.firstTime, events.firstTime),
    lastTime: greatest(before.lastTime, events.lastTime),
  };
  if (after.read !== after.imported + after.duplicate + after.rejected) {
    throw new AppError(
      'INTERNAL',
      'The counts of the source do not add up: nothing of this batch was stored.',
    );
  }
  return after;
}

function contentAfter(stored: number, batch: Batch): number {
  let end = stored;
  for (const block of batch.rawBlocks) {
    if (block.byteOffset !== end) {
      throw new AppError('INTERNAL', `The content has a gap between bytes ${end} and ${block.byteOffset}.`);
    }
    end += block.byteLength;
  }
  return end;
}

function assertInside(records: readonly { readonly place: RecordPlace }[], contentBytes: number): void {
  for (const { place } of records) {
    if (place.byteOffset + place.byteLength > contentBytes) {
      throw new AppError('INTERNAL', `The record in line ${place.line} ends beyond the stored content.`);
    }
  }
}

function assertIdentities({ count, identities }: EventBatch): void {
  if (identities.length === count * IDENTITY_BYTES) return;
  throw new AppError(
    'INTERNAL',
    `${count} events have ${identities.length} bytes of identities; nothing of this batch was stored.`,
  );
}

function assertEventsInside({ count, columns }: EventBatch, contentBytes: number): void {
  const offsets = columns.get('byteOffset');
  const lengths = columns.get('byteLength');
  if (offsets === undefined || lengths === undefined) return;
  const rows =
    offsets.kind === 'number' && lengths.kind === 'number' && isInside(offsets, lengths, contentBytes)
      ? 0
      : count;
  for (let row = 0; row < rows; row += 1) {
    if (numberAt(offsets, row) + numberAt(lengths, row) > contentBytes) {
      const line = valueAt(columns.get('line'), row);
      throw new AppError('INTERNAL', `The record in line ${line} ends beyond the stored content.`);
    }
  }
}

/** Without a look at nulls, which stand for less than any number. */
function isInside(offsets: NumberColumn, lengths: NumberColumn, contentBytes: number): boolean {
  let most = 0;
  for (let row = 0; row < offsets.values.length; row += 1) {
    const offset = offsets.base + (offsets.values[row] ?? 0) * offsets.scale;
    const end = offset + lengths.base + (lengths.values[row] ?? 0) * lengths.scale;
    if (end > most) most = end;
  }
  return most <= contentBytes;
}

function numberAt(column: Column, row: number): number {
  return Number(integerAt(column, row) ?? 0);
}

function countEvents({ count, columns }: EventBatch) {
  const { nulls, low, high } = extentOf(columns.get('time'), count);
  return { undated: nulls, audit: countText(columns.get('family'), 'audit'), firstTime: low, lastTime: high };
}

function extentOf(column: Column | undefined, count: number) {
  if (column?.kind === 'number') return numberExtent(column);
  let nulls = column === undefined ? count : 0;
  let low: number | null = null;
  let high: number | null = null;
  for (let row = 0; column !== undefined && row < count; row += 1) {
    const value = integerAt(column, row);
    if (value === null) nulls += 1;
    else {
      const number = Number(value);
      if (low === null || number < low) low = number;
      if (high === null || number > high) high = number;
    }
  }
  return { nulls, low, high };
}

function numberExtent({ values, base, scale }: NumberColumn) {
  const none = numberNull(values);
  let nulls = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (value === none || Number.isNaN(value)) nulls += 1;
    else {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (nulls === values.length) return { nulls, low: null, high: null };
  return { nulls, low: base + low * scale, high: base + high * scale };
}

function countText(column: Column | undefined, text: string): number {
  if (column === undefined) return 0;
  let found = 0;
  if (column.kind === 'dictionary') {
    const code = column.texts.indexOf(text) + 1;
    if (code > 0) for (const other of column.codes) if (other === code) found += 1;
    return found;
  }
  for (let row = 0; row < columnLength(column); row += 1) if (textAt(column, row) === text) found += 1;
  return found;
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function greatest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
