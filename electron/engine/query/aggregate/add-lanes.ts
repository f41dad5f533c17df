/**
 * Adds the lanes of events to their cells: `cells[i]` is where the record of event `i` begins in `sums`, its first
 * entry counts events. A record of eight doubles is one line of the processor's cache, and one look at the cell serves
 * several lanes; that is why they are added in fours and twos.
 */
export function addLanes(
  cells: Int32Array,
  found: number,
  lanes: readonly Float64Array[],
  sums: Float64Array,
): void {
  const [a, b, c, d] = lanes;
  let next = 0;
  if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
    countFour(cells, found, a, b, c, d, sums);
    next = 4;
  } else if (a !== undefined && b !== undefined) {
    countTwo(cells, found, a, b, sums);
    next = 2;
  } else if (a !== undefined) {
    countOne(cells, found, a, sums);
    next = 1;
  } else {
    countOnly(cells, found, sums);
  }
  for (; next < lanes.length; next += 2) {
    const [first, second] = lanes.slice(next, next + 2);
    if (first === undefined) return;
    if (second === undefined) addOne(cells, found, first, sums, next + 1);
    else addTwo(cells, found, first, second, sums, next + 1);
  }
}

function countOnly(cells: Int32Array, found: number, sums: Float64Array): void {
  for (let i = 0; i < found; i += 1) {
    const cell = cells[i] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + 1;
  }
}

function countOne(cells: Int32Array, found: number, a: Float64Array, sums: Float64Array): void {
  for (let i = 0; i < found; i += 1) {
    const cell = cells[i] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + 1;
    sums[cell + 1] = (sums[cell + 1] ?? 0) + (a[i] ?? 0);
  }
}

function countTwo(
  cells: Int32Array,
  found: number,
  a: Float64Array,
  b: Float64Array,
  sums: Float64Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const cell = cells[i] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + 1;
    sums[cell + 1] = (sums[cell + 1] ?? 0) + (a[i] ?? 0);
    sums[cell + 2] = (sums[cell + 2] ?? 0) + (b[i] ?? 0);
  }
}

function countFour(
  cells: Int32Array,
  found: number,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  sums: Float64Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const cell = cells[i] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + 1;
    sums[cell + 1] = (sums[cell + 1] ?? 0) + (a[i] ?? 0);
    sums[cell + 2] = (sums[cell + 2] ?? 0) + (b[i] ?? 0);
    sums[cell + 3] = (sums[cell + 3] ?? 0) + (c[i] ?? 0);
    sums[cell + 4] = (sums[cell + 4] ?? 0) + (d[i] ?? 0);
  }
}

function addOne(cells: Int32Array, found: number, lane: Float64Array, sums: Float64Array, at: number): void {
  for (let i = 0; i < found; i += 1) {
    const cell = ((cells[i] ?? 0) + at) | 0;
    sums[cell] = (sums[cell] ?? 0) + (lane[i] ?? 0);
  }
}

function addTwo(
  cells: Int32Array,
  found: number,
  a: Float64Array,
  b: Float64Array,
  sums: Float64Array,
  at: number,
): void {
  for (let i = 0; i < found; i += 1) {
    const cell = ((cells[i] ?? 0) + at) | 0;
    sums[cell] = (sums[cell] ?? 0) + (a[i] ?? 0);
    sums[cell + 1] = (sums[cell + 1] ?? 0) + (b[i] ?? 0);
  }
}
