import { FIELD_NAMES, fieldSpec } from '../../../../shared/domain/fields.ts';
import type { TextClause } from '../../../../shared/filter/filter.ts';
import type { ColumnName } from '../../columns/column.ts';
import type { Checkpoint } from '../loaded-columns.ts';
import { fieldSearch, type MarkSegment } from './field-search.ts';
import { markColumn } from './mark-column.ts';
import { newestFirst } from './newest-first.ts';
import { type PlacedSegment, placedSegments, segmentAt } from './placed-segments.ts';
import { RawSearch } from './raw-search.ts';
import { HIT, nextOpen, OPEN, OUT } from './text-run.ts';
import type { TextSource } from './text-source.ts';
import { type TextTests, textTests } from './text-test.ts';

/**
 * Told while a search goes on what it found since the last time.
 * @param positions hits in the order in which the log is shown: newest first, ties by falling id, undated events
 * last. No later call brings one that belongs before them
 * @param passed how many positions of that order are decided by now, of all events
 */
export type OnHits = (positions: Uint32Array, passed: number) => void;

/**
 * The events among `among` (not 0 at their positions) whose text matches a clause: 1 at their positions.
 *
 * With `field` null it looks at every field marked searched, every extra column, `detail`, `changes`, and the raw
 * record exactly as it stands in the file, decoded by the encoding of its source. The raw record of a JSON log
 * holds the names of its keys, so these are found too; that of a CSV log holds no header.
 *
 * What the columns decide is not looked for in the raw record, and blocks of raw records without a candidate are
 * not unpacked. With `onHits` the search goes in the order of the log, so that the first hits are known early.
 *
 * @throws UNKNOWN_FIELD; BAD_ARGUMENT for a regular expression that cannot be read; CANCELLED; WORKSPACE_DAMAGED
 * when a raw record cannot be read
 */
export function markTextMatches(
  source: TextSource,
  clause: TextClause,
  among: Uint8Array,
  checkpoint: Checkpoint,
  onHits?: OnHits,
): Uint8Array {
  const { count } = source.columns;
  const marks = new Uint8Array(among.length);
  for (let position = 0; position < count; position += 1)
    marks[position] = among[position] === 0 ? OUT : OPEN;
  const decide = decider(source, clause, marks, checkpoint);
  if (onHits === undefined) {
    for (let at = nextOpen(marks, 0, count); at < count; at = nextOpen(marks, at + 1, count)) decide(at);
  } else {
    decideInOrder(newestFirst(source.columns), count, marks, decide, onHits);
  }
  return marks;
}

/** Decides an open position, and others with it. */
type Decide = (position: number) => void;

function decider(source: TextSource, clause: TextClause, marks: Uint8Array, checkpoint: Checkpoint): Decide {
  const tests = textTests(clause);
  const segments = placedSegments(source);
  const searched = new Set<PlacedSegment>();
  const { field } = clause;
  const markColumns =
    field === null
      ? columnSearch(source, tests, marks, checkpoint)
      : fieldSearch(source, { ...clause, field }, tests, marks, checkpoint);
  const raw = field === null ? new RawSearch(source, tests.text, marks, checkpoint) : null;
  return (position) => {
    const segment = segmentAt(segments, position);
    if (!searched.has(segment)) {
      searched.add(segment);
      checkpoint.throwIfCancelled();
      markColumns(segment);
      if (raw === null) closeOpen(marks, segment);
    }
    if (marks[position] === OPEN) raw?.decide(segment, position);
  };
}

const SEARCHED = FIELD_NAMES.filter((name) => fieldSpec(name).searched === true);

/** Looks at every column that a search without a field takes in. */
function columnSearch(
  source: TextSource,
  tests: TextTests,
  marks: Uint8Array,
  checkpoint: Checkpoint,
): MarkSegment {
  const extra = [...source.extraNames.keys()].map((id): ColumnName => `c${id}`);
  const json = new Set<ColumnName>(SEARCHED.filter((name) => fieldSpec(name).kind === 'json'));
  const names: readonly ColumnName[] = [...SEARCHED, ...extra];
  return (segment) => {
    for (const name of names) {
      const column = source.column(segment.segment, name);
      if (column === null) continue;
      checkpoint.throwIfCancelled();
      markColumn(column, segment, json.has(name) ? tests.json : tests.text, marks, checkpoint);
    }
  };
}

function closeOpen(marks: Uint8Array, { first, count }: PlacedSegment): void {
  const end = first + count;
  for (let at = nextOpen(marks, first, end); at < end; at = nextOpen(marks, at + 1, end)) marks[at] = OUT;
}

/** Most hits told at once. */
const TOLD_AT_ONCE = 16_384;

function decideInOrder(
  order: Uint32Array | null,
  count: number,
  marks: Uint8Array,
  decide: Decide,
  onHits: OnHits,
): void {
  const found = new Uint32Array(TOLD_AT_ONCE);
  let untold = 0;
  const tell = (passed: number): void => {
    onHits(found.slice(0, untold), passed);
    untold = 0;
  };
  for (let at = 0; at < count; at += 1) {
    const position = order === null ? count - 1 - at : (order[at] ?? 0);
    if (marks[position] === OPEN) {
      tell(at);
      decide(position);
    }
    if (marks[position] !== HIT) continue;
    if (untold === TOLD_AT_ONCE) tell(at);
    found[untold] = position;
    untold += 1;
  }
  tell(count);
}
