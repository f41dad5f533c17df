import type { ComparedRecord } from '../../../shared/api/contract.ts';
import type { Origin } from '../../../shared/domain/event.ts';
import { toIsoOrNull } from '../../../shared/time/format.ts';
import type { LoadedColumns } from '../query/loaded-columns.ts';
import { join, sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { selectRow, selectRows } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';
import type { RecordVersion } from './altered-records.ts';
import type { Accounting } from './coverage.ts';
import { unknownSource } from './source-account.ts';
import type { SourceRecords } from './source-records.ts';

/** Where the records of some events are in a side, each content by itself. */
export function versionsOf(
  ws: Workspace,
  { columns, records }: Accounting,
  sources: readonly number[],
  events: readonly number[],
): ReadonlyMap<number, RecordVersion[]> {
  const versions = new Map<number, RecordVersion[]>(events.map((event) => [event, []]));
  const stored = sql`SELECT e.source, s.name, e.line, e.byteOffset, e.byteLength
    FROM event_data e JOIN source s ON s.id = e.source WHERE e.id = ${null}`;
  const place = ws.db.prepare<[number], PlaceRow>(stored.text).raw();
  const wanted = new Set(sources);
  for (const event of events) {
    const row = place.get(event);
    if (row !== undefined && wanted.has(row[0])) {
      versions.get(event)?.push({ kind: 'stored', origin: originOf(row) });
    }
  }
  const repeats = sql`SELECT d.source, s.name, d.line, d.byteOffset, d.byteLength
    FROM duplicate d JOIN source s ON s.id = d.source WHERE d.id = ${null}`;
  const repeat = ws.db.prepare<[number], PlaceRow>(repeats.text).raw();
  for (const id of sources) {
    const source = records.get(id);
    if (source !== undefined) addRepeats(source, columns, repeat, versions);
  }
  return versions;
}

type PlaceRow = [source: number, name: string, line: number, byteOffset: number, byteLength: number];

function addRepeats(
  { repeated, conflict, duplicate }: SourceRecords,
  columns: LoadedColumns,
  place: { get(id: number): PlaceRow | undefined },
  versions: ReadonlyMap<number, RecordVersion[]>,
): void {
  if (versions.size === 0) return;
  const conflicts = conflict.view();
  const ids = duplicate.view();
  repeated.view().forEach((position, index) => {
    const known = versions.get(columns.idAt(position));
    const row = known === undefined ? undefined : place.get(ids[index] ?? 0);
    if (row === undefined) return;
    known?.push({ kind: conflicts[index] === 1 ? 'other' : 'stored', origin: originOf(row) });
  });
}

function originOf([source, sourceName, line, byteOffset, byteLength]: PlaceRow): Origin {
  return { source, sourceName, line, byteOffset, byteLength };
}

/** An event as it is listed, with the place it has in one of the sources. */
export function recordOf(
  ws: Workspace,
  event: number,
  sources: readonly number[],
  accounting: Accounting,
  repeats: { readonly event: number; readonly nth: number },
): ComparedRecord {
  return naming(`Reading ${ws.path}`, () => {
    const row = selectRow(
      ws.db,
      sql`SELECT time, actor, action, resource FROM event WHERE id = ${event}`,
    ) ?? [null, null, null, null];
    const [time, actor, action, resource] = row as [
      number | null,
      string | null,
      string | null,
      string | null,
    ];
    const versions = versionsOf(ws, { ...accounting, records: new Map() }, sources, [event]).get(event);
    const found = versions?.[0]?.origin ?? placeOfRepeat(ws, repeats, sources, accounting.standing);
    if (found === null) throw unknownSource(sources[0] ?? 0);
    return {
      event,
      time: toIsoOrNull(time),
      actor,
      action,
      resource,
      origin: found,
    };
  });
}

function placeOfRepeat(
  ws: Workspace,
  { event, nth }: { readonly event: number; readonly nth: number },
  sources: readonly number[],
  standing: ReadonlyMap<number, number>,
): Origin | null {
  const wanted = new Set(sources);
  // Duplicates name the event they were held against, also after its source was withdrawn.
  const named = [event, ...[...standing].flatMap(([former, stand]) => (stand === event ? [former] : []))];
  const ids = join(
    named.map((id) => sql`${id}`),
    ', ',
  );
  const rows = selectRows(
    ws.db,
    sql`SELECT d.source, s.name, d.line, d.byteOffset, d.byteLength
      FROM duplicate d JOIN source s ON s.id = d.source WHERE d.event IN (${ids}) ORDER BY d.id`,
  ) as PlaceRow[];
  const row = rows.filter(([source]) => wanted.has(source))[nth];
  return row === undefined ? null : originOf(row);
}
