import { KERNEL_MODULE } from './kernel-module.ts';

/** The functions of `assembly/`, where they are described. Addresses and counts are numbers of 32 bits. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  freeMemory(): number;
  lex(
    base: number,
    from: number,
    length: number,
    limit: number,
    line: number,
    final: boolean,
    delimiter: number,
    quote: number,
    newline: number,
    mostQuoted: number,
    mostRecord: number,
    width: number,
    maxRows: number,
    stride: number,
    cells: number,
    escaped: number,
    records: number,
    widths: number,
    lines: number,
    out: number,
  ): number;
  readObjects(
    base: number,
    from: number,
    table: number,
    tape: number,
    tapeFrom: number,
    tapeEnd: number,
    records: number,
    most: number,
    out: number,
  ): number;
  readHeld(
    base: number,
    spans: number,
    count: number,
    before: number,
    table: number,
    tape: number,
    tapeEnd: number,
    places: number,
    spaced: number,
    takesWide: boolean,
  ): number;
  writeHeld(
    base: number,
    cells: number,
    escaped: number,
    quote: number,
    list: number,
    count: number,
    out: number,
    spans: number,
  ): number;
  followKey(places: number, count: number, name: number, position: number, out: number): number;
  findValues(
    places: number,
    count: number,
    name: number,
    position: number,
    ranges: number,
    whose: number,
    odd: number,
    out: number,
  ): number;
  joinParts(
    parts: number,
    count: number,
    isObject: boolean,
    rows: number,
    out: number,
    ends: number,
    nulls: number,
    empty: number,
  ): number;
  placeStrings(
    base: number,
    ranges: number,
    whose: number,
    count: number,
    cells: number,
    shift: number,
    spans: number,
  ): void;
  mapIds(ids: number, rows: number, map: number, out: number): void;
  missingIds(into: number, ids: number, rows: number, map: number, list: number): number;
  fillIds(into: number, ids: number, rows: number, map: number): number;
  scatterIds(whose: number, numbers: number, count: number, map: number, from: number): void;
  spansOfRows(ids: number, rows: number, from: number, count: number, spans: number, out: number): void;
  distinctIds(list: number, size: number, stamps: number, stamp: number, out: number): number;
  internCells(
    table: number,
    base: number,
    cells: number,
    escaped: number,
    rows: number,
    from: number,
    ids: number,
    fresh: number,
    met: number,
  ): number;
  internPairs(
    table: number,
    a: number,
    b: number,
    rows: number,
    from: number,
    ids: number,
    fresh: number,
    met: number,
  ): number;
  rehash(table: number): void;
  codesOfIds(ids: number, rows: number, codes: number, width: number, out: number): number;
  readWholes(base: number, cells: number, rows: number, values: number, doubtful: number): number;
  readDecimals(base: number, cells: number, rows: number, values: number, doubtful: number): number;
  readTimes(
    base: number,
    cells: number,
    rows: number,
    from: number,
    values: number,
    doubtful: number,
    day: number,
  ): number;
  withoutMinutes(
    base: number,
    cells: number,
    escaped: number,
    list: number,
    count: number,
    out: number,
    places: number,
    parts: number,
  ): void;
  readEpochs(
    base: number,
    cells: number,
    rows: number,
    values: number,
    doubtful: number,
    multiplier: number,
    divisor: number,
    before: number,
  ): number;
  extent(values: number, rows: number, out: number): void;
  scalePlace(values: number, rows: number, base: number): number;
  pack(values: number, rows: number, base: number, place: number, width: number, out: number): void;
  joinIds(
    base: number,
    parts: number,
    count: number,
    from: number,
    to: number,
    out: number,
    end: number,
    places: number,
    odd: number,
    counts: number,
  ): number;
  identify(base: number, records: number, rows: number, seedA: number, seedB: number, out: number): void;
  weighRecords(headSizes: number, bodySizes: number, count: number, firstId: number, out: number): void;
  placeRecords(
    headSizes: number,
    bodySizes: number,
    count: number,
    firstId: number,
    image: number,
    pages: number,
    root: number,
    heads: number,
    bodies: number,
    leaves: number,
    spills: number,
    out: number,
  ): void;
  putNulls(rows: number, heads: number): void;
  putShorts(values: number, rows: number, type: number, size: number, heads: number, bodies: number): void;
  putFloats(values: number, rows: number, type: number, size: number, heads: number, bodies: number): void;
  shortDistances(values: number, rows: number, zero: number, width: number, out: number): void;
  floatDistances(values: number, rows: number, zero: number, width: number, out: number): void;
  spreadNumbers(
    values: number,
    rows: number,
    width: number,
    base: number,
    scale: number,
    to: number,
    out: number,
  ): void;
  widenNumbers(values: number, rows: number, width: number, base: number, scale: number, to: number): void;
  markedPositions(marks: number, first: number, count: number, out: number): number;
  gatherNumbers(
    values: number,
    width: number,
    none: number,
    absent: number,
    positions: number,
    found: number,
    out: number,
  ): void;
  gatherFloats(values: number, positions: number, found: number, out: number): void;
  gatherPresent(
    values: number,
    width: number,
    none: number,
    bit: number,
    positions: number,
    found: number,
    out: number,
    present: number,
  ): void;
  addCodes(codes: number, width: number, step: number, positions: number, found: number, cells: number): void;
  markCodes(codes: number, width: number, positions: number, found: number, marks: number): void;
  addLanes(cells: number, found: number, sums: number, list: number, lanes: number): void;
  addPresent(cells: number, found: number, shift: number, bits: number, present: number): void;
  bucketCells(
    times: number,
    found: number,
    starts: number,
    buckets: number,
    grid: number,
    slots: number,
    slotsPerUnit: number,
    stride: number,
    cells: number,
  ): void;
  spreadCodes(codes: number, rows: number, width: number, ids: number, to: number, out: number): void;
}

let compiled: WebAssembly.Module | null = null;

/** Kernels with a memory of their own. */
export function newKernels(): Kernels {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_MODULE, 'base64'));
  // What it exports is what `assembly/index.ts` does; a test compares the two.
  return new WebAssembly.Instance(compiled).exports as unknown as Kernels;
}
