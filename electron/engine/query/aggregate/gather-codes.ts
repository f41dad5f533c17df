import type { Codes } from '../../columns/column.ts';

/**
 * Adds `codes × step` of the positions to their cells. One loop for each width: a loop that meets several kinds of
 * typed arrays is compiled to tell them apart at every element. (`Math.imul` instead of `*` takes twice as long here.)
 */
export function addCodes(
  codes: Codes,
  step: number,
  positions: Uint32Array,
  found: number,
  cells: Int32Array,
): void {
  if (codes instanceof Uint8Array) addBytes(codes, step, positions, found, cells);
  else if (codes instanceof Uint16Array) addShorts(codes, step, positions, found, cells);
  else addWords(codes, step, positions, found, cells);
}

function addBytes(
  codes: Uint8Array,
  step: number,
  positions: Uint32Array,
  found: number,
  cells: Int32Array,
): void {
  for (let i = 0; i < found; i += 1) {
    cells[i] = ((cells[i] ?? 0) + (codes[positions[i] ?? 0] ?? 0) * step) | 0;
  }
}

function addShorts(
  codes: Uint16Array,
  step: number,
  positions: Uint32Array,
  found: number,
  cells: Int32Array,
): void {
  for (let i = 0; i < found; i += 1) {
    cells[i] = ((cells[i] ?? 0) + (codes[positions[i] ?? 0] ?? 0) * step) | 0;
  }
}

function addWords(
  codes: Uint32Array,
  step: number,
  positions: Uint32Array,
  found: number,
  cells: Int32Array,
): void {
  for (let i = 0; i < found; i += 1) {
    cells[i] = ((cells[i] ?? 0) + (codes[positions[i] ?? 0] ?? 0) * step) | 0;
  }
}
