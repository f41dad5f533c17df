/*
 * Numbers that rows have, and others that follow from them by a list: `map[id]`, where UNSET stands for one that is not
 * known yet.
 */
const UNSET: u32 = 0xffffffff;
const PENDING: u32 = 0xfffffffe;

/** Writes what follows from the number of each row. */
export function mapIds(ids: usize, rows: u32, map: usize, out: usize): void {
  for (let row: u32 = 0; row < rows; row += 1) store<u32>(out + row * 4, load<u32>(map + load<u32>(ids + row * 4) * 4));
}

/**
 * Finds the numbers of rows that have nothing yet, of which it is not known what follows.
 * @param into what each row has; 0 for nothing
 * @param ids the numbers; 0 where all rows have number 0
 * @param list gets those that were found, each once
 * @returns how many
 */
export function missingIds(into: usize, ids: usize, rows: u32, map: usize, list: usize): u32 {
  let count: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    if (load<u32>(into + row * 4) !== 0) continue;
    const id = ids === 0 ? 0 : load<u32>(ids + row * 4);
    if (load<u32>(map + id * 4) !== UNSET) continue;
    store<u32>(map + id * 4, PENDING);
    store<u32>(list + count * 4, id);
    count += 1;
  }
  return count;
}

/**
 * Gives rows that have nothing yet what follows from their numbers; the parameters are those of {@link missingIds}.
 * @returns rows that still have nothing
 */
export function fillIds(into: usize, ids: usize, rows: u32, map: usize): u32 {
  let empty: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    if (load<u32>(into + row * 4) !== 0) continue;
    const number = load<u32>(map + (ids === 0 ? 0 : load<u32>(ids + row * 4)) * 4);
    store<u32>(into + row * 4, number);
    if (number === 0) empty += 1;
  }
  return empty;
}

/**
 * Finds the numbers that occur in a list, in the order in which they come first.
 * @param stamps in which list each number was met last
 * @param stamp of this list
 * @param out gets the numbers; may be the list itself
 * @returns how many
 */
export function distinctIds(list: usize, size: u32, stamps: usize, stamp: u32, out: usize): u32 {
  let count: u32 = 0;
  for (let index: u32 = 0; index < size; index += 1) {
    const id = load<u32>(list + index * 4);
    if (load<u32>(stamps + id * 4) === stamp) continue;
    store<u32>(stamps + id * 4, stamp);
    store<u32>(out + count * 4, id);
    count += 1;
  }
  return count;
}

/**
 * Writes numbers of texts, plus one, as what follows from the cells that have them.
 * @param whose index of the cell of each text
 * @param from number of the first cell
 */
export function scatterIds(whose: usize, numbers: usize, count: u32, map: usize, from: u32): void {
  for (let index: u32 = 0; index < count; index += 1) {
    store<u32>(map + (from + load<u32>(whose + index * 4)) * 4, load<u32>(numbers + index * 4) + 1);
  }
}

/**
 * Writes where the text of each row is, by its cell.
 * @param from number of the first cell whose text may be known
 * @param count cells from there on
 * @param spans start and end of the text of each of these cells
 * @param out gets start and end for each row, both 0 where that is not known
 */
export function spansOfRows(ids: usize, rows: u32, from: u32, count: u32, spans: usize, out: usize): void {
  for (let row: u32 = 0; row < rows; row += 1) {
    const index = load<u32>(ids + row * 4) - from;
    store<u64>(out + row * 8, index < count ? load<u64>(spans + index * 8) : 0);
  }
}
