import type { Checkpoint } from '../loaded-columns.ts';
import { foldCase } from '../text-match.ts';
import { createFinder, markFound } from './find-bytes.ts';
import { createTextReader, type TextReader } from './text-reader.ts';
import { HIT, nextOpen, OPEN, type TextRun } from './text-run.ts';
import type { TextTest } from './text-test.ts';

/** Texts looked at before the search asks whether it was cancelled. */
const GROUP = 64;

/** Turns open positions of a run whose text matches into hits; the others stay open. */
export function markRun(run: TextRun, test: TextTest, marks: Uint8Array, checkpoint: Checkpoint): void {
  if (run.count === 0) return;
  const isWide = run.encoding.startsWith('utf-16');
  if (test.required === null || isWide) markOneByOne(run, test, marks, checkpoint);
  else markFound(run, test, createFinder(test.required), marks, checkpoint);
}

/** Where nothing can be found in the bytes: texts are decoded, in groups where that can rule a group out. */
function markOneByOne(run: TextRun, test: TextTest, marks: Uint8Array, checkpoint: Checkpoint): void {
  const reader = createTextReader(run);
  for (let from = 0; from < run.count; from += GROUP) {
    const to = Math.min(run.count, from + GROUP);
    if (nextOpen(marks, run.first + from, run.first + to) === run.first + to) continue;
    checkpoint.throwIfCancelled();
    if (test.folded !== null && isRuledOut(reader, test.folded, from, to)) continue;
    for (let row = from; row < to; row += 1) {
      if (marks[run.first + row] !== OPEN || (run.nulls !== null && run.nulls[row] !== 0)) continue;
      if (test.holds(reader.text(row))) marks[run.first + row] = HIT;
    }
  }
}

function isRuledOut(reader: TextReader, folded: string, from: number, to: number): boolean {
  const together = reader.stretch(from, to);
  return !together.includes('\\') && !foldCase(together).includes(folded);
}
