import { AppError } from '../../../../shared/errors.ts';
import type { Column } from '../../columns/column.ts';
import type { RawBlockPlace } from '../../store/raw-records.ts';
import type { Checkpoint } from '../loaded-columns.ts';
import { markRun } from './mark-run.ts';
import type { PlacedSegment } from './placed-segments.ts';
import { OPEN, OUT, type TextRun } from './text-run.ts';
import type { TextSource } from './text-source.ts';
import type { TextTest } from './text-test.ts';

/** Where the records of a segment lie in the content of their sources. */
interface Places {
  readonly sources: Float64Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Segments whose places are kept: logs that were imported side by side are searched in turns. */
const KEPT_SEGMENTS = 4;
const KEPT_BLOCKS = 2;

/** Searches raw records as they stand in their files, all records of a raw block at once. */
export class RawSearch {
  readonly #source: TextSource;
  readonly #test: TextTest;
  readonly #marks: Uint8Array;
  readonly #checkpoint: Checkpoint;
  readonly #places = new Map<number, Places>();
  readonly #contents = new Map<number, Buffer>();

  constructor(source: TextSource, test: TextTest, marks: Uint8Array, checkpoint: Checkpoint) {
    this.#source = source;
    this.#test = test;
    this.#marks = marks;
    this.#checkpoint = checkpoint;
  }

  /**
   * Decides an open position, and with it the open positions around it whose records lie in the same block.
   * @throws WORKSPACE_DAMAGED when the record is not stored
   */
  decide(segment: PlacedSegment, position: number): void {
    this.#checkpoint.throwIfCancelled();
    const places = this.#placesOf(segment);
    const row = position - segment.first;
    const source = places.sources[row] as number;
    const encoding = this.#source.sources.get(source)?.encoding ?? 'utf-8';
    const block = blockAt(this.#source.blocks(source), places.from[row] as number);
    const within = block !== undefined && rowsWithin(places, row, segment.count, block);
    const run = within
      ? this.#runOf(segment, places, within, block, encoding)
      : this.#runOfOne(position, source, places.from[row] as number, places.to[row] as number, encoding);
    markRun(run, this.#test, this.#marks, this.#checkpoint);
    const decided = this.#marks.subarray(run.first, run.first + run.count);
    for (let at = 0; at < decided.length; at += 1) if (decided[at] === OPEN) decided[at] = OUT;
    this.#alsoForSameRecord(segment, places, row, -1);
    this.#alsoForSameRecord(segment, places, row, 1);
  }

  /** Several events may come from one record, which is searched once for all of them. */
  #alsoForSameRecord({ first, count }: PlacedSegment, places: Places, from: number, step: 1 | -1): void {
    for (let row = from + step; row >= 0 && row < count; row += step) {
      const same =
        places.from[row] === places.from[from] &&
        places.to[row] === places.to[from] &&
        places.sources[row] === places.sources[from];
      if (!same) return;
      if (this.#marks[first + row] === OPEN) this.#marks[first + row] = this.#marks[first + from] as number;
    }
  }

  #runOf(
    { first }: PlacedSegment,
    places: Places,
    { from, to }: Rows,
    block: RawBlockPlace,
    encoding: string,
  ): TextRun {
    const starts = new Uint32Array(to - from);
    const ends = new Uint32Array(to - from);
    for (let row = from; row < to; row += 1) {
      starts[row - from] = (places.from[row] as number) - block.byteOffset;
      ends[row - from] = (places.to[row] as number) - block.byteOffset;
    }
    const bytes = this.#contentOf(block);
    return { first: first + from, count: to - from, bytes, starts, ends, nulls: null, encoding };
  }

  /** A record that lies in several blocks. */
  #runOfOne(first: number, source: number, from: number, to: number, encoding: string): TextRun {
    const blocks = this.#source.blocks(source);
    const parts: Buffer[] = [];
    for (let at = from; at < to; ) {
      const block = blockAt(blocks, at);
      if (block === undefined) throw notStored(source, at);
      const part = this.#contentOf(block).subarray(at - block.byteOffset, to - block.byteOffset);
      parts.push(part);
      at += part.length;
    }
    return {
      first,
      count: 1,
      bytes: Buffer.concat(parts),
      starts: [0],
      ends: [to - from],
      nulls: null,
      encoding,
    };
  }

  #placesOf({ first, count, segment }: PlacedSegment): Places {
    const known = this.#places.get(first);
    if (known !== undefined) return known;
    const read = (name: 'source' | 'byteOffset' | 'byteLength') =>
      wholeNumbers(this.#source.column(segment, name), count);
    const from = read('byteOffset');
    const to = read('byteLength');
    for (let row = 0; row < count; row += 1) to[row] = (to[row] as number) + (from[row] as number);
    const places = { sources: read('source'), from, to };
    this.#places.set(first, places);
    dropOldest(this.#places, KEPT_SEGMENTS);
    return places;
  }

  #contentOf(block: RawBlockPlace): Buffer {
    const known = this.#contents.get(block.id);
    if (known !== undefined) return known;
    const content = this.#source.content(block);
    this.#contents.set(block.id, content);
    dropOldest(this.#contents, KEPT_BLOCKS);
    return content;
  }
}

function dropOldest<Value>(kept: Map<number, Value>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}

interface Rows {
  readonly from: number;
  readonly to: number;
}

/** The rows around one whose records lie in a block, in order and apart; false when its own does not. */
function rowsWithin(
  { sources, from, to }: Places,
  row: number,
  count: number,
  block: RawBlockPlace,
): Rows | false {
  const blockEnd = block.byteOffset + block.byteLength;
  if ((to[row] as number) > blockEnd) return false;
  const source = sources[row];
  let low = row;
  while (
    low > 0 &&
    sources[low - 1] === source &&
    (from[low - 1] as number) >= block.byteOffset &&
    (to[low - 1] as number) <= (from[low] as number)
  ) {
    low -= 1;
  }
  let high = row + 1;
  while (
    high < count &&
    sources[high] === source &&
    (from[high] as number) >= (to[high - 1] as number) &&
    (to[high] as number) <= blockEnd
  ) {
    high += 1;
  }
  return { from: low, to: high };
}

/** The block that holds a byte of the content; undefined when none does. */
function blockAt(blocks: readonly RawBlockPlace[], byte: number): RawBlockPlace | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.byteOffset ?? 0) <= byte) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low - 1];
  return block !== undefined && byte < block.byteOffset + block.byteLength ? block : undefined;
}

function wholeNumbers(column: Column | null, count: number): Float64Array {
  const numbers = new Float64Array(count);
  if (column?.kind !== 'number') return numbers;
  const { values, base, scale } = column;
  for (let row = 0; row < count; row += 1) numbers[row] = base + (values[row] as number) * scale;
  return numbers;
}

function notStored(source: number, byte: number): AppError {
  return new AppError(
    'WORKSPACE_DAMAGED',
    `Byte ${byte} of source ${source} is not stored, so its records cannot be searched. Run verify to see what else is missing.`,
    { source, byteOffset: byte },
  );
}
