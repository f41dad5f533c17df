import type { DuplicatesArg, DuplicatesPage, RecordText } from '../../../shared/api/contract.ts';
import type { Origin } from '../../../shared/domain/event.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { recordText } from '../store/record-text.ts';
import { selectNumber, selectRows } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';

/** Records that were found again, each beside the event it repeats, in the order in which they were found. */
export function duplicatePairs(
  ws: Workspace,
  { source, kind, offset, limit }: DuplicatesArg,
): DuplicatesPage {
  return naming(`Reading ${ws.path}`, () => {
    const where = sql`${source === null ? sql`d.source NOT IN (SELECT source FROM withdrawn)` : sql`d.source = ${source}`}
      AND ${kind === null ? sql`TRUE` : sql`d.kind = ${kind}`} AND d.event IS NOT NULL`;
    const total = selectNumber(ws.db, sql`SELECT count(*) FROM duplicate d WHERE ${where}`) ?? 0;
    const rows = selectRows(
      ws.db,
      sql`SELECT d.kind, d.event,
          e.source, es.name, e.line, e.byteOffset, e.byteLength, es.encoding,
          d.source, ds.name, d.line, d.byteOffset, d.byteLength, ds.encoding
        FROM duplicate d JOIN event_data e ON e.id = d.event
          JOIN source es ON es.id = e.source JOIN source ds ON ds.id = d.source
        WHERE ${where} ORDER BY d.id LIMIT ${limit} OFFSET ${offset}`,
    );
    return {
      total,
      pairs: rows.map((row) => ({
        kind: row[0] === 'conflict' ? 'conflict' : 'same',
        event: Number(row[1]),
        stored: textAt(ws, row.slice(2, 8)),
        other: textAt(ws, row.slice(8, 14)),
      })),
    };
  });
}

function textAt(ws: Workspace, place: readonly unknown[]): RecordText {
  const [source, sourceName, line, byteOffset, byteLength, encoding] = place;
  const origin: Origin = {
    source: Number(source),
    sourceName: String(sourceName),
    line: Number(line),
    byteOffset: Number(byteOffset),
    byteLength: Number(byteLength),
  };
  return { origin, ...recordText(ws, origin, String(encoding)) };
}
