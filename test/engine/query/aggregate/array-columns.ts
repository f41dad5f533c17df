import {
  BIG_NULL,
  type Codes,
  type ColumnName,
  type NumberValues,
  numberNull,
} from '../../../../electron/engine/columns/column.ts';
import type { GroupNames } from '../../../../electron/engine/query/aggregate/group-field.ts';
import type {
  LoadedBigs,
  LoadedColumns,
  LoadedNumbers,
  LoadedTexts,
  Matches,
} from '../../../../electron/engine/query/loaded-columns.ts';
import { AppError } from '../../../../shared/errors.ts';

/** Loaded columns made of arrays, in any of the forms a column may be loaded in. */

export type Value = string | number | bigint | null;

/** How the numbers of a column are held. `based` counts from a number that is no multiple of the scale. */
export type NumberForm = 'narrow' | 'float' | 'based' | 'big';

/** Columns by name; texts and numbers are told apart by their values. */
export type ArrayColumns = Partial<Record<ColumnName, readonly Value[]>>;

/** Columns over arrays of `count` values. Ids begin at 1. */
export function arrayColumns(
  count: number,
  arrays: ArrayColumns,
  form: NumberForm = 'narrow',
): LoadedColumns {
  const texts = new Map<ColumnName, LoadedTexts | null>();
  const numbers = new Map<ColumnName, LoadedNumbers | LoadedBigs | null>();
  const valuesOf = (name: ColumnName): readonly Value[] => arrays[name] ?? [];
  return {
    revision: 1,
    count,
    idAt: (position) => position + 1,
    positionOf: (id) => (id >= 1 && id <= count ? id - 1 : -1),
    texts(name) {
      if (!texts.has(name)) texts.set(name, textsOf(valuesOf(name)));
      return texts.get(name) ?? null;
    },
    numbers(name) {
      if (!numbers.has(name)) numbers.set(name, numbersOf(valuesOf(name), form));
      return numbers.get(name) ?? null;
    },
    timeOrder: () => null,
  };
}

/** Every event that fulfils a condition. */
export function matchesWhere(count: number, holds: (position: number) => boolean): Matches {
  const mask = Uint8Array.from({ length: count }, (_, position) => Number(holds(position)));
  return { mask, count: mask.reduce((sum, mark) => sum + mark, 0) };
}

/** Names of a workspace with these sources and extra columns. */
export function namesOf(
  sources: Readonly<Record<number, string>>,
  extra: readonly string[] = [],
): GroupNames {
  return {
    extraColumn(ref) {
      const at = extra.indexOf(ref.replace(/^extra\./, ''));
      if (at < 0) throw new AppError('UNKNOWN_FIELD', `No column is called "${ref}".`);
      return `c${at + 1}`;
    },
    sourceName: (id) => sources[id] ?? null,
  };
}

/** A checkpoint that is never cancelled. */
export const NEVER_CANCELLED = { throwIfCancelled: () => undefined };

function textsOf(values: readonly Value[]): LoadedTexts | null {
  const known = new Map<string, number>();
  const list = values.map((value) => {
    if (typeof value !== 'string') return 0;
    const code = known.get(value) ?? known.size + 1;
    known.set(value, code);
    return code;
  });
  if (known.size === 0) return null;
  const distinct = [...known.keys()];
  return {
    codes: codesOf(list, known.size),
    size: known.size,
    text: (code) => distinct[code - 1] ?? '',
    codeOf: (text) => known.get(text) ?? 0,
    compare: (a, b) => ((distinct[a - 1] ?? '') < (distinct[b - 1] ?? '') ? -1 : Number(a !== b)),
  };
}

function codesOf(codes: readonly number[], size: number): Codes {
  if (size < 256) return Uint8Array.from(codes);
  return size < 65_536 ? Uint16Array.from(codes) : Uint32Array.from(codes);
}

function numbersOf(values: readonly Value[], form: NumberForm): LoadedNumbers | LoadedBigs | null {
  const found = values.filter((value) => typeof value === 'number' || typeof value === 'bigint');
  if (found.length === 0) return null;
  const plain = values.map((value) => (value === null ? Number.NaN : Number(value)));
  const beyond = found.some((value) => !Number.isSafeInteger(Number(value)));
  if (form === 'big' || beyond) {
    return {
      kind: 'big',
      values: BigInt64Array.from(values, (value) => (value === null ? BIG_NULL : BigInt(value))),
    };
  }
  if (form === 'float') return numberColumn(Float64Array.from(plain), 0, 1);
  const known = plain.filter((value) => !Number.isNaN(value));
  const [min, max] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  // One of the values, so that every distance from it is a difference of two values.
  const base = form === 'based' ? min : 0;
  const distances = plain.map((value) => value - base);
  const scale = known.every((value) => (value - base) % 1_000 === 0) ? 1_000 : 1;
  const reach = Math.max(Math.abs(max - base), Math.abs(min - base)) / scale;
  if (!Number.isSafeInteger(max - base) || !Number.isSafeInteger(min - base)) {
    return numberColumn(Float64Array.from(plain), 0, 1);
  }
  const stored = distances.map((distance) => distance / scale);
  if (reach > 2_147_483_647) return numberColumn(Float64Array.from(stored), base, scale);
  const empty = reach <= 127 ? new Int8Array(0) : reach <= 32_767 ? new Int16Array(0) : new Int32Array(0);
  const none = numberNull(empty);
  const written = stored.map((value) => (Number.isNaN(value) ? none : value));
  if (reach <= 127) return numberColumn(Int8Array.from(written), base, scale);
  return numberColumn(reach <= 32_767 ? Int16Array.from(written) : Int32Array.from(written), base, scale);
}

function numberColumn(values: NumberValues, base: number, scale: number): LoadedNumbers {
  return { kind: 'number', values, base, scale, nullValue: numberNull(values) };
}
