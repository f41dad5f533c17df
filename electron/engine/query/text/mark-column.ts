import type { Column, DictionaryColumn, TextColumn } from '../../columns/column.ts';
import type { Checkpoint } from '../loaded-columns.ts';
import { markRun } from './mark-run.ts';
import { HIT, nextOpen, OPEN } from './text-run.ts';
import type { TextTest } from './text-test.ts';

/** Consecutive positions: `first … first + count - 1`. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
}

/** Bytes of texts that are searched before the search asks whether it was cancelled. */
const PIECE_BYTES = 2 * 1024 * 1024;
/** Texts of a dictionary likewise. */
const PIECE_TEXTS = 256;
/** Dictionaries up to this size are compared as they are; of larger ones, only what an open position has. */
const SMALL_DICTIONARY = 512;

/** Turns open positions of a stretch into hits where the text of a column matches. Row 0 is the first position. */
export function markColumn(
  column: Column,
  stretch: Stretch,
  test: TextTest,
  marks: Uint8Array,
  checkpoint: Checkpoint,
): void {
  if (column.kind === 'dictionary') markDictionary(column, stretch, test, marks, checkpoint);
  if (column.kind === 'text') markTexts(column, stretch, test, marks, checkpoint);
}

/** Each text is compared once. */
function markDictionary(
  { codes, texts }: DictionaryColumn,
  { first, count }: Stretch,
  test: TextTest,
  marks: Uint8Array,
  checkpoint: Checkpoint,
): void {
  const verdicts = new Uint8Array(texts.length + 1);
  if (texts.length <= SMALL_DICTIONARY) verdicts.fill(OPEN);
  else {
    for (let row = 0; row < count; row += 1) {
      if (marks[first + row] === OPEN) verdicts[codes[row] as number] = OPEN;
    }
  }
  let hits = 0;
  for (let code = 1; code <= texts.length; code += 1) {
    if (code % PIECE_TEXTS === 0) checkpoint.throwIfCancelled();
    if (verdicts[code] !== OPEN || !test.holds(texts[code - 1] ?? '')) continue;
    verdicts[code] = HIT;
    hits += 1;
  }
  if (hits === 0) return;
  for (let row = 0; row < count; row += 1) {
    if (verdicts[codes[row] as number] === HIT && marks[first + row] === OPEN) marks[first + row] = HIT;
  }
}

/** The bytes of all texts are searched, piece by piece. */
function markTexts(
  column: TextColumn,
  { first, count }: Stretch,
  test: TextTest,
  marks: Uint8Array,
  checkpoint: Checkpoint,
): void {
  const { ends, nulls } = column;
  const bytes = Buffer.from(column.bytes.buffer, column.bytes.byteOffset, column.bytes.byteLength);
  const starts = new Uint32Array(count);
  starts.set(ends.subarray(0, count - 1), 1);
  for (let from = nextOpen(marks, first, first + count) - first; from < count; ) {
    let to = from + 1;
    while (to < count && (ends[to] ?? 0) - (starts[from] ?? 0) <= PIECE_BYTES) to += 1;
    checkpoint.throwIfCancelled();
    const run = {
      first: first + from,
      count: to - from,
      bytes,
      starts: starts.subarray(from, to),
      ends: ends.subarray(from, to),
      nulls: nulls?.subarray(from, to) ?? null,
      encoding: 'utf-8',
    };
    markRun(run, test, marks, checkpoint);
    from = nextOpen(marks, first + to, first + count) - first;
  }
}
