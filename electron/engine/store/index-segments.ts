import { hash } from 'node:crypto';
import { SEGMENT_EVENTS } from '../columns/column.ts';
import { INDEX_VERSION } from '../columns/column-codec.ts';
import { sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { type SqlRow, selectNumber, selectRow, selectRows } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** A stretch of events in the column index: contiguous ids `firstEvent … firstEvent + count - 1`. */
export interface IndexSegment {
  /** Id in `index_segment`; 0 for a stretch that is not stored, whose columns are computed from the rows. */
  readonly id: number;
  readonly firstEvent: number;
  readonly count: number;
  /** Columns that have a value, with how many events have one; null when the stretch is not stored. */
  readonly names: ReadonlyMap<string, number> | null;
}

/** Whether the stored index can be used. */
export interface IndexState {
  readonly ready: boolean;
  /** Why not, for people; null when ready. */
  readonly reason: string | null;
}

/** All segments of the workspace, in the order of their ids, covering every event. */
export interface SegmentList extends IndexState {
  readonly segments: readonly IndexSegment[];
}

const UNCOVERED = 'The column index does not cover the events.';
const READY: IndexState = { ready: true, reason: null };

/**
 * The segments of the index. Where the stored one is missing, stale or of another version, segments computed
 * from the rows, so that answers are right whatever became of the index. Call it again once
 * {@link indexGeneration} or the revision moved; segments of an intact index never change, new ones follow.
 */
export function listSegments(ws: Workspace): SegmentList {
  return naming(`Reading ${ws.path}`, () => {
    const rows = selectRows(
      ws.db,
      sql`SELECT id, firstEvent, count, version, names, digest FROM index_segment ORDER BY firstEvent`,
    );
    const segments = rows.map(([id, firstEvent, count, , names]) => ({
      id: Number(id),
      firstEvent: Number(firstEvent),
      count: Number(count),
      names: filledOf(String(names)),
    }));
    const reason = whyForeign(rows) ?? whyIncomplete(ws, segments);
    if (reason === null) return { ...READY, segments };
    return { ready: false, reason, segments: segmentsOfRows(ws) };
  });
}

/** Changes whenever the stored index was written or rebuilt. */
export function indexGeneration(ws: Workspace): string {
  return naming(`Reading ${ws.path}`, () =>
    (selectRow(ws.db, sql`SELECT min(id), max(id), count(*) FROM index_segment`) ?? []).join(),
  );
}

/** First 16 bytes of SHA-256 over what a row of `index_segment` says. */
export function segmentDigest(firstEvent: unknown, count: unknown, version: unknown, names: unknown): Buffer {
  return Buffer.from(
    hash('sha256', JSON.stringify([firstEvent, count, version, names]), 'hex').slice(0, 32),
    'hex',
  );
}

/** The text of `index_segment.names`: `time:6500 model:6480`. */
export function namesText(filled: Iterable<readonly [name: string, events: number]>): string {
  return Array.from(filled, ([name, events]) => `${name}:${events}`).join(' ');
}

function filledOf(names: string): Map<string, number> {
  return new Map(
    names.split(' ').map((part): [string, number] => {
      const [name = '', events] = part.split(':');
      return [name, Number(events)];
    }),
  );
}

function whyForeign(rows: readonly SqlRow[]): string | null {
  for (const [, firstEvent, count, version, names, digest] of rows) {
    if (version !== INDEX_VERSION) return 'The column index is of another version.';
    const intact =
      digest instanceof Uint8Array && segmentDigest(firstEvent, count, version, names).equals(digest);
    if (!intact) return 'The column index is damaged.';
  }
  return null;
}

function whyIncomplete(ws: Workspace, segments: readonly IndexSegment[]): string | null {
  const first = selectNumber(ws.db, sql`SELECT min(id) FROM event`);
  const last = selectNumber(ws.db, sql`SELECT max(id) FROM event`);
  if (first === null || last === null) return segments.length === 0 ? null : UNCOVERED;
  if (segments.length === 0) return 'The column index is missing.';
  let next = first;
  for (const { firstEvent, count } of segments) {
    if (firstEvent !== next || count < 1 || count > SEGMENT_EVENTS) return UNCOVERED;
    next += count;
  }
  return next === last + 1 ? null : UNCOVERED;
}

/** Stretches of the ids that exist, of at most one segment each. */
export function segmentsOfRows(ws: Workspace): IndexSegment[] {
  const first = selectNumber(ws.db, sql`SELECT min(id) FROM event`);
  const last = selectNumber(ws.db, sql`SELECT max(id) FROM event`);
  const segments: IndexSegment[] = [];
  if (first === null || last === null) return segments;
  for (let from = first; from <= last; from += SEGMENT_EVENTS) {
    const to = Math.min(last, from + SEGMENT_EVENTS - 1);
    const count =
      selectNumber(ws.db, sql`SELECT count(*) FROM event WHERE id BETWEEN ${from} AND ${to}`) ?? 0;
    if (count === to - from + 1) segments.push({ id: 0, firstEvent: from, count, names: null });
    else if (count > 0) segments.push(...stretches(ws, from, to));
  }
  return segments;
}

/** The stretches of a range in which ids are missing. */
function stretches(ws: Workspace, from: number, to: number): IndexSegment[] {
  const found: { id: number; firstEvent: number; count: number; names: null }[] = [];
  const ids = selectRows(ws.db, sql`SELECT id FROM event WHERE id BETWEEN ${from} AND ${to} ORDER BY id`);
  for (const [value] of ids) {
    const id = Number(value);
    const current = found.at(-1);
    if (current !== undefined && current.firstEvent + current.count === id) current.count += 1;
    else found.push({ id: 0, firstEvent: id, count: 1, names: null });
  }
  return found;
}
