import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Column, ColumnName, EventColumns } from '../columns/column.ts';
import { decodeColumn, INDEX_VERSION } from '../columns/column-codec.ts';
import { encodedColumn } from '../columns/encoded-column.ts';
import { sql } from '../sql.ts';
import { columnOfRows } from './columns-of-rows.ts';
import { computedColumn, forgetComputed } from './computed-columns.ts';
import { naming } from './disk-error.ts';
import {
  type IndexSegment,
  type IndexState,
  indexGeneration,
  listSegments,
  namesText,
  segmentDigest,
} from './index-segments.ts';
import { selectRow } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** Where damaged columns were met, for one generation of the index. */
interface Damage {
  readonly generation: string;
  reason: string | null;
}

const damages = new WeakMap<Database.Database, Damage>();

/**
 * Adds a segment behind the others. Call it inside the transaction that stores its rows, so that rows and index
 * are equal whatever happens.
 */
export function insertSegment(db: Database.Database, firstEvent: number, events: EventColumns): void {
  const { count } = events;
  const columns = Array.from(events.columns, ([name, column]) => [name, encodedColumn(column)] as const);
  const names = namesText(columns.map(([name, { filled }]) => [name, filled]));
  const digest = segmentDigest(firstEvent, count, INDEX_VERSION, names);
  const added = sql`INSERT INTO index_segment (firstEvent, count, version, names, digest)
    VALUES (${firstEvent}, ${count}, ${INDEX_VERSION}, ${names}, ${digest})`;
  const segment = Number(db.prepare(added.text).run(...added.values).lastInsertRowid);
  const insert = db.prepare<[number, string, Uint8Array, Uint8Array]>(
    sql`INSERT INTO index_column (segment, name, digest, data) VALUES (${0}, ${''}, ${''}, ${''})`.text,
  );
  for (const [name, { bytes, sha256 }] of columns) {
    insert.run(segment, name, digestOf({ firstEvent, count }, name, sha256), bytes);
  }
}

/**
 * One column of a segment; null when it has no value. Bytes that are not what was written are never used: the
 * column is then computed from the rows, and {@link indexState} says so.
 * @throws what reading the rows throws, such as WORKSPACE_DAMAGED
 */
export function readColumn(ws: Workspace, segment: IndexSegment, name: ColumnName): Column | null {
  return naming(`Reading ${ws.path}`, () => {
    if (segment.names === null) return computedColumn(ws.db, segment, name);
    forgetComputed(ws.db);
    if (!segment.names.has(name)) return null;
    const query = sql`SELECT digest, data FROM index_column WHERE segment = ${segment.id} AND name = ${name}`;
    const [digest, data] = selectRow(ws.db, query) ?? [];
    try {
      return checked(segment, name, digest, data);
    } catch {
      noteDamage(ws, `The column index is damaged (${name}, events from ${segment.firstEvent}).`);
      return columnOfRows(ws.db, segment, name);
    }
  });
}

/** Whether the index is whole, as far as it was read on this connection. */
export function indexState(ws: Workspace): IndexState {
  const { ready, reason } = listSegments(ws);
  if (!ready) return { ready, reason };
  const damage = damages.get(ws.db);
  const known = damage?.generation === indexGeneration(ws) ? damage.reason : null;
  return { ready: known === null, reason: known };
}

function checked(segment: IndexSegment, name: ColumnName, digest: unknown, data: unknown): Column {
  if (!(digest instanceof Uint8Array && data instanceof Uint8Array)) throw new TypeError('Not bytes.');
  if (!digestOf(segment, name, hash('sha256', data, 'hex')).equals(digest))
    throw new RangeError('Not the bytes that were written.');
  return decodeColumn(data, segment.count);
}

function noteDamage(ws: Workspace, reason: string): void {
  damages.set(ws.db, { generation: indexGeneration(ws), reason });
}

/** First 16 bytes of SHA-256 over what the bytes are and their own SHA-256. */
function digestOf(
  { firstEvent, count }: Pick<IndexSegment, 'firstEvent' | 'count'>,
  name: string,
  sha256: string,
): Buffer {
  const about = `${INDEX_VERSION} ${firstEvent} ${count} ${name}`;
  return Buffer.from(hash('sha256', about + sha256, 'hex').slice(0, 32), 'hex');
}
