import { AppError } from '../../../shared/errors.ts';
import { type Batch, FIELD_INDEX, type NewEvent, type RecordPlace } from '../record.ts';
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

const TIME = FIELD_INDEX.get('time') ?? -1;
const FAMILY = FIELD_INDEX.get('family') ?? -1;

/**
 * The counts after a batch.
 * @throws INTERNAL when the batch leaves a gap in the content, or names a record outside of it: its original
 *   could then not be shown
 */
export function countBatch(before: SourceCounts, batch: Batch): SourceCounts {
  const contentBytes = contentAfter(before.contentBytes, batch);
  assertInside(batch.events, contentBytes);
  assertInside(batch.rejects, contentBytes);
  assertInside(batch.duplicates, contentBytes);
  const events = countEvents(batch.events);
  const after: SourceCounts = {
    contentBytes,
    read: before.read + batch.events.length + batch.duplicates.length + batch.rejects.length,
    imported: before.imported + batch.events.length,
    duplicate: before.duplicate + batch.duplicates.length,
    rejected: before.rejected + batch.rejects.length,
    undated: before.undated + events.undated,
    auditEvents: before.auditEvents + events.audit,
    usageEvents: before.usageEvents + (batch.events.length - events.audit),
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

function countEvents(events: readonly NewEvent[]) {
  let undated = 0;
  let audit = 0;
  let firstTime: number | null = null;
  let lastTime: number | null = null;
  for (const { values } of events) {
    const time = values[TIME];
    if (time === null || time === undefined) undated += 1;
    else {
      const micros = Number(time);
      if (firstTime === null || micros < firstTime) firstTime = micros;
      if (lastTime === null || micros > lastTime) lastTime = micros;
    }
    if (values[FAMILY] === 'audit') audit += 1;
  }
  return { undated, audit, firstTime, lastTime };
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function greatest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
