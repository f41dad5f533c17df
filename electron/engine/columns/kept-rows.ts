import type { Codes, Column, EventColumns, TextColumn } from './column.ts';
import { dictionaryOrTexts } from './column-builder.ts';
import { filledRows } from './filled-rows.ts';
import { numberColumn } from './number-column.ts';

/**
 * The rows of a stretch that are marked in `keep`, in order.
 * @param count how many are marked
 */
export function keepRows<Name extends string>(
  events: EventColumns<Name>,
  keep: Uint8Array,
  count: number,
): EventColumns<Name> {
  const columns = new Map<Name, Column>();
  for (const [name, column] of events.columns) {
    const kept = keptRows(column, keep, count);
    if (kept !== null) columns.set(name, kept);
  }
  return { count, columns };
}

/** The marked rows of a column; null when none of them has a value. */
export function keptRows(column: Column, keep: Uint8Array, count: number): Column | null {
  switch (column.kind) {
    case 'dictionary':
      return keptTexts(column.codes, column.texts, keep, count);
    case 'text':
      return keptHeap(column, keep, count);
    case 'number': {
      const { base, scale, values } = column;
      return orNull(numberColumn(keptValues(values, keep, count), base, scale));
    }
    case 'big':
      return orNull({ kind: 'big', values: keptValues(column.values, keep, count) });
  }
}

/** A column that is null throughout is left out of its stretch. */
function orNull(column: Column): Column | null {
  return filledRows(column) === 0 ? null : column;
}

function keptValues<V extends Int8Array | Int16Array | Int32Array | Float64Array | BigInt64Array>(
  values: V,
  keep: Uint8Array,
  count: number,
): V {
  const kept = values.slice(0, count) as V;
  for (let row = 0, to = 0; row < keep.length; row += 1) {
    const value = values[row];
    if (keep[row] === 0 || value === undefined) continue;
    kept[to] = value;
    to += 1;
  }
  return kept;
}

/** Texts of which no row is left go with them. */
function keptTexts(codes: Codes, texts: readonly string[], keep: Uint8Array, count: number): Column | null {
  const own = new Uint32Array(count);
  const ownCodes = new Uint32Array(texts.length + 1);
  const ownTexts: string[] = [];
  let valued = 0;
  for (let row = 0, to = 0; row < keep.length; row += 1) {
    if (keep[row] === 0) continue;
    const code = codes[row] ?? 0;
    if (code !== 0) {
      valued += 1;
      if (ownCodes[code] === 0) ownCodes[code] = ownTexts.push(texts[code - 1] ?? '');
      own[to] = ownCodes[code] ?? 0;
    }
    to += 1;
  }
  return valued === 0 ? null : dictionaryOrTexts(own, ownTexts, valued);
}

function keptHeap({ ends, nulls, bytes }: TextColumn, keep: Uint8Array, count: number): Column | null {
  const ownEnds = new Uint32Array(count);
  const ownNulls = nulls === null ? null : new Uint8Array(count);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let row = 0, to = 0; row < keep.length; row += 1) {
    if (keep[row] === 0) continue;
    const part = bytes.subarray(row === 0 ? 0 : ends[row - 1], ends[row]);
    parts.push(part);
    length += part.length;
    ownEnds[to] = length;
    if (ownNulls !== null) ownNulls[to] = nulls?.[row] ?? 0;
    to += 1;
  }
  if (ownNulls?.every((isNull) => isNull !== 0) === true) return null;
  return { kind: 'text', ends: ownEnds, nulls: ownNulls, bytes: Buffer.concat(parts) };
}
