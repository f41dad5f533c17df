import type { NumberColumn } from '../../columns/column.ts';
import { INT8_MAX, INT16_MAX, INT32_MAX } from '../../columns/narrow-numbers.ts';
import { numberColumn } from '../../columns/number-column.ts';
import type { CellTable } from './cell-table.ts';

/** Powers of ten from 10⁹ down, as the kernel counts them. */
const LAST_PLACE = 9;

/**
 * What `narrowNumbers` gives, for numbers of the rows of a block that kernels can reach.
 * @param at address of the numbers
 * @returns null when all are NaN
 */
export function narrowRows(table: CellTable, at: number): NumberColumn | null {
  const { rows, memory, scratch } = table;
  const { kernels } = memory;
  kernels.extent(at, rows, scratch.out.at);
  const [min = 0, max = 0] = scratch.out.values;
  if (min > max) return null;
  const reach = Math.max(Math.abs(min), Math.abs(max));
  const place = kernels.scalePlace(at, rows, 0);
  if (reach / scaleOf(place) <= INT32_MAX) return packed(table, at, 0, place, reach / scaleOf(place));
  if (Number.isSafeInteger(max - min)) {
    const fromMin = kernels.scalePlace(at, rows, min);
    const far = (max - min) / scaleOf(fromMin);
    if (far <= INT32_MAX) return packed(table, at, min, fromMin, far);
  }
  const values = memory.floats.slice(at / 8, at / 8 + rows);
  return numberColumn(values, 0, 1);
}

function scaleOf(place: number): number {
  return 10 ** (LAST_PLACE - place);
}

function packed(table: CellTable, at: number, base: number, place: number, reach: number): NumberColumn {
  const { rows, memory, scratch } = table;
  const width = reach <= INT8_MAX ? 1 : reach <= INT16_MAX ? 2 : 4;
  const out = scratch.out.at;
  memory.kernels.pack(at, rows, base, place, width, out);
  const { buffer } = memory.bytes;
  const values =
    width === 1
      ? new Int8Array(buffer, out, rows).slice()
      : width === 2
        ? new Int16Array(buffer, out, rows).slice()
        : new Int32Array(buffer, out, rows).slice();
  return numberColumn(values, base, scaleOf(place));
}
