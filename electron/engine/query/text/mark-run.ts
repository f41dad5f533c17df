import type { Checkpoint } from '../loaded-columns.ts';
import { foldCase } from '../text-match.ts';
import { createFinder, markFound } from './find-bytes.ts';
import { createTextReader, type TextReader } from './text-reader.ts';
import { HIT, nextOpen, OPEN, type TextRun } from './text-run.ts';
import type { TextTest } from './text-test.ts';

/** Texts looked at before the search asks whether it was cancelled. */
const GROUP = 64;

/** One open position in so many: less is looked at one by one, without going through all that lies between. */
const SPARSE = 16;

/** Turns open positions of a run whose text matches into hits; the others stay open. */
export function markRun(run: TextRun, test: TextTest, marks: Uint8Array, checkpoint: Checkpoint): void {
  if (run.count === 0) return;
  const isWide = run.encoding.startsWith('utf-16');
  if (test.required === null || isWide) {
    markOneByOne(run, test, marks, checkpoint);
    return;
  }
  const finder = createFinder(test.required);
  const open = fewOpen(run, marks);
  if (open === null) markFound(run, test, finder, marks, checkpoint);
  else for (const row of open) markFound(runOfOne(run, row), test, finder, marks, checkpoint);
}

/** The rows that are open; null when they are not few. */
function fewOpen({ first, count }: TextRun, marks: Uint8Array): readonly number[] | null {
  const most = count / SPARSE;
  const rows: number[] = [];
  for (let at = nextOpen(marks, first, first + count); at < first + count; ) {
    if (rows.length >= most) return null;
    rows.push(at - first);
    at = nextOpen(marks, at + 1, first + count);
  }
  return rows;
}

function runOfOne(run: TextRun, row: number): TextRun {
  const [start, end] = [run.starts[row] ?? 0, run.ends[row] ?? 0];
  return { ...run, first: run.first + row, count: 1, starts: [start], ends: [end], nulls: null };
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
