import { integerAt } from '../../columns/column.ts';
import { sql } from '../../sql.ts';
import { readRaw } from '../../store/raw-records.ts';
import { selectRows } from '../../store/run-sql.ts';
import { listSources } from '../../store/sources.ts';
import type { Workspace } from '../../store/workspace.ts';
import { SourceParser } from '../parse/source-parser.ts';
import { optionsOf } from '../source-options.ts';
import { SAMPLE_BYTES } from '../source-plan.ts';

const PIECE_BYTES = 8 * 1024 * 1024;

/** Identities by the place of the record, of the source that was parsed last. */
let parsed: {
  readonly ws: Workspace;
  readonly source: number;
  readonly byPlace: Map<number, [number, number]>;
} | null = null;

/**
 * Identities of events that an earlier version stored under another hash: their records are parsed once more.
 * Places of which the record is gone get an identity that nothing else has.
 */
export function identitiesFromRaw(ws: Workspace, firstEvent: number, count: number): Uint32Array {
  const identities = new Uint32Array(count * 2);
  const places = selectRows(
    ws.db,
    sql`SELECT source, byteOffset FROM event WHERE id BETWEEN ${firstEvent} AND ${firstEvent + count - 1} ORDER BY id`,
  );
  places.forEach(([source, byteOffset], row) => {
    const [a, b] = placesOf(ws, Number(source)).get(Number(byteOffset)) ?? [firstEvent + row, 0];
    identities[row * 2] = a;
    identities[row * 2 + 1] = b;
  });
  return identities;
}

function placesOf(ws: Workspace, source: number): Map<number, [number, number]> {
  if (parsed?.ws === ws && parsed.source === source) return parsed.byPlace;
  const byPlace = new Map<number, [number, number]>();
  parsed = { ws, source, byPlace };
  const facts = listSources(ws).find(({ id }) => id === source);
  if (facts === undefined) return byPlace;
  const [row] = selectRows(ws.db, sql`SELECT sum(byteLength) FROM raw_block WHERE source = ${source}`);
  const total = Number(row?.[0] ?? 0);
  const bytes = readRaw(ws, source, 0, Math.min(total, SAMPLE_BYTES));
  const parser = new SourceParser(
    { name: facts.name, bytes, whole: bytes.length === total },
    optionsOf(facts),
  );
  for (let at = 0; at < total || at === 0; at += PIECE_BYTES) {
    const piece = readRaw(ws, source, at, Math.min(PIECE_BYTES, total - at));
    for (const { events, identities } of parser.take(piece, at + PIECE_BYTES >= total)) {
      const places = events.columns.get('byteOffset');
      for (let index = 0; places !== undefined && index < events.count; index += 1) {
        byPlace.set(Number(integerAt(places, index)), [
          identities[index * 2] ?? 0,
          identities[index * 2 + 1] ?? 0,
        ]);
      }
    }
    if (total === 0) break;
  }
  return byPlace;
}
