import type { Source } from '../../../shared/domain/source.ts';
import { sql } from '../sql.ts';
import { selectRows } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';

/**
 * Records that a source repeats are stored as events of another. Where that one was withdrawn in favour of a source with
 * the same bytes, the events at the same places of those bytes stand for them.
 * @returns by event of a withdrawn source, the event that stands for it
 */
export function standIns(ws: Workspace, sources: readonly Source[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const inForce = new Map(
    sources.flatMap(({ id, sha256, withdrawn }) => (withdrawn === null ? [[sha256, id]] : [])),
  );
  for (const { id, sha256, withdrawn } of sources) {
    const other = withdrawn === null ? undefined : inForce.get(sha256);
    if (other !== undefined) pairByPlace(ws, id, other, found);
  }
  return found;
}

function pairByPlace(ws: Workspace, former: number, source: number, found: Map<number, number>): void {
  const repeated = selectRows(
    ws.db,
    sql`SELECT DISTINCT e.id, e.byteOffset FROM duplicate d JOIN event_data e ON e.id = d.event
        WHERE e.source = ${former} ORDER BY e.id`,
  );
  if (repeated.length === 0) return;
  const wanted = new Map<unknown, number[]>(repeated.map(([, offset]) => [offset, []]));
  // Its own events at each place, then those that it repeats itself.
  const events = sql`SELECT byteOffset, id FROM event_data WHERE source = ${source} ORDER BY id`;
  const repeats = sql`SELECT byteOffset, event FROM duplicate WHERE source = ${source} ORDER BY id`;
  for (const query of [events, repeats]) {
    const rows = ws.db.prepare<unknown[], [number, number]>(query.text).raw();
    for (const [offset, event] of rows.iterate(...query.values)) wanted.get(offset)?.push(event);
  }
  const seen = new Map<unknown, number>();
  for (const [event, offset] of repeated) {
    const nth = seen.get(offset) ?? 0;
    seen.set(offset, nth + 1);
    const there = wanted.get(offset) ?? [];
    const stand = there[nth] ?? there.at(-1);
    if (stand !== undefined) found.set(Number(event), stand);
  }
}
