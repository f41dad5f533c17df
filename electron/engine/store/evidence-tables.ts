import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { ident, join, raw, type Sql, sql } from '../sql.ts';
import type { BatchRow } from './batch-row.ts';

/** Columns of `event` that say where the record was found. */
export const PLACE_COLUMNS = ['source', 'line', 'byteOffset', 'byteLength'] as const;

/** Columns of `event` that hold log content, in table order. */
export const CONTENT_COLUMNS = [...FIELD_NAMES, 'extra'] as const;

/** A table whose rows a batch adds, and how they are written down for hashing. */
export interface EvidenceTable {
  readonly name: 'extra_column' | 'value' | 'event_data' | 'reject' | 'duplicate' | 'raw_block';
  /** What its rows are called in messages. */
  readonly noun: string;
  /** Columns of `batch` that hold the ids of the first and the last row. */
  readonly first: RangeColumn<'first'>;
  readonly last: RangeColumn<'last'>;
  /**
   * SQL expression of the canonical line of a row: a JSON array of its columns, in table order. Null for tables
   * that are hashed column by column.
   */
  readonly line: Sql | null;
}

type RangeColumn<End extends 'first' | 'last'> = Extract<keyof BatchRow, `${End}${string}`>;

/** In the order in which a digest takes them. */
export const EVIDENCE_TABLES: readonly EvidenceTable[] = [
  {
    name: 'extra_column',
    noun: 'columns',
    first: 'firstExtraColumn',
    last: 'lastExtraColumn',
    line: line([ident('id'), ident('name')]),
  },
  { name: 'value', noun: 'texts', first: 'firstValue', last: 'lastValue', line: null },
  { name: 'event_data', noun: 'events', first: 'firstEvent', last: 'lastEvent', line: null },
  {
    name: 'reject',
    noun: 'rejects',
    first: 'firstReject',
    last: 'lastReject',
    line: line(['id', 'source', 'line', 'column', 'byteOffset', 'byteLength', 'reason'].map(ident)),
  },
  {
    name: 'duplicate',
    noun: 'duplicates',
    first: 'firstDuplicate',
    last: 'lastDuplicate',
    line: line(['id', 'source', 'event', 'kind', 'line', 'byteOffset', 'byteLength'].map(ident)),
  },
  {
    name: 'raw_block',
    noun: 'raw blocks',
    first: 'firstRawBlock',
    last: 'lastRawBlock',
    line: line([
      ...['id', 'source', 'byteOffset', 'byteLength', 'codec'].map(ident),
      raw('lower(hex(sha256))'),
    ]),
  },
];

/** The line of an event in batches of scheme 1, whose rows hold their texts themselves. */
export const EVENT_LINE: Sql = line(['id', ...PLACE_COLUMNS, ...CONTENT_COLUMNS].map(ident));

function line(columns: readonly Sql[]): Sql {
  return sql`json_array(${join(columns, ', ')})`;
}
