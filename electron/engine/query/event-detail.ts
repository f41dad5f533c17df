import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Change, EventDetail, Origin, RawRecord } from '../../../shared/domain/event.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { readRaw } from '../store/raw-records.ts';
import { selectRow, selectRows } from '../store/run-sql.ts';
import { saidOf, withdrawnSources } from '../store/withdrawals.ts';
import type { Workspace } from '../store/workspace.ts';
import { eventRow } from './event-row.ts';
import { EventReader } from './event-rows.ts';
import { readExtraNames } from './extra-names.ts';

/**
 * Everything known of one event: its fields, what changed, the record byte for byte, and every place it was
 * found in.
 * @throws UNKNOWN_EVENT; WORKSPACE_DAMAGED when the record is not what was stored
 */
export function eventDetail(ws: Workspace, id: number): Omit<EventDetail, 'resolvedActor'> {
  return naming(`Reading ${ws.path}`, () => {
    const reader = new EventReader(ws.db, FIELD_NAMES);
    const event = eventRow(reader.read(id), reader.places, readExtraNames(ws.db));
    const origin = readOrigin(ws, id);
    return {
      event,
      changes: parseChanges(event.changes),
      raw: readRecord(ws, origin),
      origin,
      withdrawn: saidOf(withdrawnSources(ws).get(origin.source)),
      ...readRepeats(ws, id),
    };
  });
}

/** The list in the `changes` field; what is not such a list counts as none, its text stays in the event. */
export function parseChanges(json: string | null): Change[] {
  if (json === null) return [];
  const list: unknown = parseOrNull(json);
  return Array.isArray(list) ? list.filter(isChange) : [];
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isChange(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';
}

function readRecord(ws: Workspace, { source, byteOffset, byteLength }: Origin): RawRecord {
  const bytes = readRaw(ws, source, byteOffset, byteLength);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return isUtf8(bytes)
    ? { encoding: 'utf-8', text: bytes.toString('utf8'), sha256 }
    : { encoding: 'base64', base64: bytes.toString('base64'), sha256 };
}

type PlaceRow = [source: number, name: string, line: number, byteOffset: number, byteLength: number];

function originOf([source, sourceName, line, byteOffset, byteLength]: PlaceRow): Origin {
  return { source, sourceName, line, byteOffset, byteLength };
}

function readOrigin(ws: Workspace, id: number): Origin {
  const row = selectRow(
    ws.db,
    sql`SELECT e.source, s.name, e.line, e.byteOffset, e.byteLength
        FROM event e JOIN source s ON s.id = e.source WHERE e.id = ${id}`,
  );
  return originOf(row as PlaceRow);
}

/** Further records with the identity of the event: the same again, and others under the same native id. */
function readRepeats(ws: Workspace, id: number): { alsoIn: Origin[]; conflicts: Origin[] } {
  const read = (kind: 'same' | 'conflict') =>
    selectRows(
      ws.db,
      sql`SELECT d.source, s.name, d.line, d.byteOffset, d.byteLength
          FROM duplicate d JOIN source s ON s.id = d.source
          WHERE d.event = ${id} AND d.kind = ${kind} AND d.source NOT IN (SELECT source FROM withdrawn)
          ORDER BY d.id`,
    ).map((row) => originOf(row as PlaceRow));
  return { alsoIn: read('same'), conflicts: read('conflict') };
}
