import { formatNano } from '../../../../shared/domain/decimal.ts';
import type { TextClause } from '../../../../shared/filter/filter.ts';
import { toIso } from '../../../../shared/time/format.ts';
import { type Column, integerAt } from '../../columns/column.ts';
import { type FieldColumn, fieldColumns } from '../field-column.ts';
import type { Checkpoint } from '../loaded-columns.ts';
import { markColumn } from './mark-column.ts';
import type { PlacedSegment } from './placed-segments.ts';
import { HIT, OPEN } from './text-run.ts';
import type { TextSource } from './text-source.ts';
import type { TextTest, TextTests } from './text-test.ts';

/** Turns open positions of a segment into hits. */
export type MarkSegment = (segment: PlacedSegment) => void;

/** Values written as text and compared before the search asks whether it was cancelled. */
const VALUES_AT_ONCE = 4_096;

/**
 * Compares the text of one field, as it is shown and exported.
 * @throws UNKNOWN_FIELD
 */
export function fieldSearch(
  source: TextSource,
  clause: TextClause & { readonly field: string },
  tests: TextTests,
  marks: Uint8Array,
  checkpoint: Checkpoint,
): MarkSegment {
  const field = fieldColumns(source.extraNames).resolve(clause.field);
  const { name, kind } = field;
  const test = kind === 'json' ? tests.json : tests.text;
  if (kind === 'id') return (segment) => markIds(source, segment, test, marks, checkpoint);
  if (name === null) return () => undefined;
  const isAnything = clause.pattern === '*' && !clause.literal && clause.regex !== true;
  return (segment) => {
    const column = source.column(segment.segment, name);
    if (column === null) return;
    if (isAnything) markPresent(column, segment, marks);
    else if (column.kind === 'dictionary' || column.kind === 'text') {
      markColumn(column, segment, test, marks, checkpoint);
    } else markValues(column, segment, shownBy(field, source), test, marks, checkpoint);
  };
}

function markIds(
  { columns }: TextSource,
  { first, count }: PlacedSegment,
  test: TextTest,
  marks: Uint8Array,
  checkpoint: Checkpoint,
): void {
  for (let position = first; position < first + count; position += 1) {
    if (position % VALUES_AT_ONCE === 0) checkpoint.throwIfCancelled();
    if (marks[position] === OPEN && test.holds(String(columns.idAt(position)))) marks[position] = HIT;
  }
}

function markPresent(column: Column, { first, count }: PlacedSegment, marks: Uint8Array): void {
  for (let row = 0; row < count; row += 1) {
    if (marks[first + row] === OPEN && hasValue(column, row)) marks[first + row] = HIT;
  }
}

function hasValue(column: Column, row: number): boolean {
  if (column.kind === 'dictionary') return column.codes[row] !== 0;
  if (column.kind === 'text') return column.nulls === null || column.nulls[row] === 0;
  return integerAt(column, row) !== null;
}

function markValues(
  column: Column,
  { first, count }: PlacedSegment,
  shown: (value: number | bigint) => string | null,
  test: TextTest,
  marks: Uint8Array,
  checkpoint: Checkpoint,
): void {
  for (let row = 0; row < count; row += 1) {
    if (row % VALUES_AT_ONCE === 0) checkpoint.throwIfCancelled();
    if (marks[first + row] !== OPEN) continue;
    const value = integerAt(column, row);
    const text = value === null ? null : shown(value);
    if (text !== null && test.holds(text)) marks[first + row] = HIT;
  }
}

/** How the numbers of a column are written. The text of a source is the name of its file. */
function shownBy({ kind }: FieldColumn, { sources }: TextSource): (value: number | bigint) => string | null {
  switch (kind) {
    case 'decimal':
      return (value) => formatNano(BigInt(value));
    case 'instant':
      return (value) => toIso(Number(value));
    case 'boolean':
      return (value) => (value === 1 ? 'true' : 'false');
    case 'source':
      return (value) => sources.get(Number(value))?.name ?? null;
    case 'integer':
    case 'text':
    case 'json':
    case 'extra':
    case 'id':
      return String;
  }
}
