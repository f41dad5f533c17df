import { BIG_NULL, type Codes } from '../../columns/column.ts';
import type { LoadedBigs, LoadedNumbers } from '../loaded-columns.ts';
import { numberFacts } from './column-facts.ts';

/** Numbers as codes, to group by them: 0 is null, `value(code)` is what any other stands for. */
export interface NumberCodes {
  readonly codes: Codes;
  /** Codes run from 1 to this; not all need occur. */
  readonly size: number;
  value(code: number): number | bigint;
}

/** Values this close together are coded by their distance from the lowest, without looking them up. */
const NEAR = 65_534;

/** Codes of a column of numbers. */
export function numberCodes(column: LoadedNumbers | LoadedBigs, count: number): NumberCodes {
  if (column.kind === 'big') return lookedUp(count, (position) => bigAt(column, position));
  const { values, nullValue, base, scale } = column;
  const { min, max } = numberFacts(column, count);
  if (max - min > NEAR) {
    return lookedUp(count, (position) => {
      const value = values[position] ?? Number.NaN;
      return Number.isNaN(value) || value === nullValue ? null : base + value * scale;
    });
  }
  const size = Math.max(0, max - min + 1);
  const codes = size < 256 ? new Uint8Array(count) : new Uint16Array(count);
  for (let position = 0; position < count; position += 1) {
    const value = values[position] ?? Number.NaN;
    codes[position] = Number.isNaN(value) || value === nullValue ? 0 : value - min + 1;
  }
  return { codes, size, value: (code) => base + (min + code - 1) * scale };
}

function bigAt({ values }: LoadedBigs, position: number): number | bigint | null {
  const value = values[position] ?? BIG_NULL;
  if (value === BIG_NULL) return null;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function lookedUp(count: number, at: (position: number) => number | bigint | null): NumberCodes {
  const known = new Map<number | bigint, number>();
  const values: (number | bigint)[] = [];
  const codes = new Uint32Array(count);
  for (let position = 0; position < count; position += 1) {
    const value = at(position);
    if (value === null) continue;
    let code = known.get(value);
    if (code === undefined) {
      code = values.push(value);
      known.set(value, code);
    }
    codes[position] = code;
  }
  return { codes, size: values.length, value: (code) => values[code - 1] ?? 0 };
}
