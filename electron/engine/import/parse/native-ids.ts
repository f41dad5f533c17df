import type { CellTable } from './cell-table.ts';
import { type IdPart, LoadedParts } from './id-parts.ts';
import { JsonBytes } from './json-bytes.ts';
import type { RecordIdentity } from './record-identity.ts';
import type { RowIds } from './row-ids.ts';
import { type RowTexts, textAt } from './row-texts.ts';

const encoder = new TextEncoder();
const TAIL = encoder.encode('"]');
/** The kernel reads whole words. */
const BEHIND_TEXT = 16;
/** Room for the ids that are put together at once. */
const ROOM = 1 << 20;

/** The tenant of each row, which ids are unique inside of. */
export interface RowTenants {
  /** Null where the log says nothing of it. */
  readonly texts: RowTexts | null;
  /** Of rows without one. */
  readonly fallback: string | null;
}

/**
 * Puts the identities of native ids in the places of the rows that have one: what {@link RecordIdentity.ofNativeId} gives
 * for each.
 * @param into two numbers for each row
 * @param way what such rows are identified by
 * @returns that of each row, 0 where it has no id; null when none has
 */
export function identifyByIds(
  identity: RecordIdentity,
  table: CellTable,
  ids: RowIds,
  tenants: RowTenants,
  into: Uint32Array,
  way: number,
): Uint8Array | null {
  tenants.texts?.take();
  const native = new Uint8Array(table.rows).fill(way);
  const odd =
    ids.parts === null
      ? Array.from(native, (_, row) => row)
      : identifyJoined(identity, table, [headPart(tenants), ...ids.parts], into);
  const without = identifyEach(identity, table, ids, tenants, odd, into);
  for (const row of without) native[row] = 0;
  return without.length === native.length ? null : native;
}

/** Those of ids that a kernel puts together; the rows for which it cannot. */
function identifyJoined(
  identity: RecordIdentity,
  table: CellTable,
  parts: readonly IdPart[],
  into: Uint32Array,
): number[] {
  const { memory, rows, scratch } = table;
  const loaded = new LoadedParts(parts, table);
  const room = memory.take(ROOM);
  const places = memory.take(rows * 8);
  const counts = memory.take(4);
  const odd: number[] = [];
  for (let row = 0; row < rows; ) {
    const list = scratch.fresh.at;
    const end = room + ROOM;
    const behind = memory.kernels.joinIds(
      table.base,
      loaded.at,
      loaded.count,
      row,
      rows,
      room,
      end,
      places,
      list,
      counts,
    );
    const out = scratch.out.at;
    identity.ofPlaces(memory, room, places, behind - row, out);
    const found = memory.words.subarray(out / 4, out / 4 + (behind - row) * 2);
    // Others keep what they are identified by without an id.
    for (const one of scratch.fresh.values.subarray(0, memory.words[counts / 4])) {
      found.set(into.subarray(one * 2, one * 2 + 2), (one - row) * 2);
      odd.push(one);
    }
    into.set(found, row * 2);
    row = behind;
  }
  memory.give(counts, 4);
  memory.give(places, rows * 8);
  memory.give(room, ROOM);
  loaded.free();
  return odd;
}

/** Those of some rows, one by one; the rows that have no id. */
function identifyEach(
  identity: RecordIdentity,
  { memory, scratch }: CellTable,
  ids: RowIds,
  tenants: RowTenants,
  rows: readonly number[],
  into: Uint32Array,
): number[] {
  const all = new JsonBytes();
  const heads = new Heads(tenants);
  const stated: number[] = [];
  const without: number[] = [];
  const ends: number[] = [];
  for (const row of rows) {
    const before = all.length;
    all.addBytes(heads.ofRow(row));
    if (ids.add(row, all)) all.addBytes(TAIL);
    else {
      all.length = before;
      const id = ids.textOf(row);
      if (id === null) {
        without.push(row);
        continue;
      }
      all.addBytes(encoder.encode(JSON.stringify([tenantOf(tenants, row), id])));
    }
    stated.push(row);
    ends.push(all.length);
  }
  const at = memory.take(all.length + BEHIND_TEXT);
  const places = memory.take(stated.length * 8);
  memory.bytes.set(all.bytes.subarray(0, all.length), at);
  const words = memory.words.subarray(places / 4);
  for (let index = 0; index < stated.length; index += 1) {
    words[index * 2] = ends[index - 1] ?? 0;
    words[index * 2 + 1] = ends[index] ?? 0;
  }
  const out = scratch.out.at;
  identity.ofPlaces(memory, at, places, stated.length, out);
  const found = memory.words.subarray(out / 4);
  for (const [index, row] of stated.entries()) {
    into[row * 2] = found[index * 2] ?? 0;
    into[row * 2 + 1] = found[index * 2 + 1] ?? 0;
  }
  memory.give(at, all.length + BEHIND_TEXT);
  memory.give(places, stated.length * 8);
  return without;
}

/** How the identities of ids begin, worked out once for each tenant of the block. */
class Heads {
  readonly #tenants: RowTenants;
  readonly #ofIds: (Uint8Array | undefined)[] = [];

  constructor(tenants: RowTenants) {
    this.#tenants = tenants;
  }

  ofRow(row: number): Uint8Array {
    const { texts } = this.#tenants;
    return this.ofId(texts?.varies === true ? (texts.ids.values[row] ?? 0) : 0);
  }

  ofId(id: number): Uint8Array {
    const { texts, fallback } = this.#tenants;
    const known = this.#ofIds[id] ?? headOf(texts?.textOf(id) ?? fallback);
    this.#ofIds[id] = known;
    return known;
  }
}

function headPart(tenants: RowTenants): IdPart {
  const { texts } = tenants;
  const heads = new Heads(tenants);
  if (texts?.varies !== true) return { kind: 'same', bytes: heads.ofId(0) };
  return { kind: 'numbered', ids: texts.ids, met: texts.met, bytesOf: (id) => heads.ofId(id) };
}

function tenantOf({ texts, fallback }: RowTenants, row: number): string | null {
  return (texts === null ? null : textAt(texts, row)) ?? fallback;
}

/** How the identity of an id begins that is one inside a tenant. */
function headOf(tenant: string | null): Uint8Array {
  return encoder.encode(`[${JSON.stringify(tenant)},"`);
}
