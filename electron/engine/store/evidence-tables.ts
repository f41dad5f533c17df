import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { ident, join, raw, type Sql, sql } from '../sql.ts';
import type { BatchRow } from './batch-row.ts';

/** Columns of `event` that say where the record was found. */
export const PLACE_COLUMNS = ['source', 'line', 'byteOffset', 'byteLength'] as const;

/** Columns of `event` that hold log content, in table order. */
export const CONTENT_COLUMNS = [...FIELD_NAMES, 'extra'] as const;

/** A table whose rows a batch adds, and how one of its rows is written down for hashing. */
export interface EvidenceTable {
  readonly name: 'extra_column' | 'event' | 'reject' | 'duplicate' | 'raw_block';
  /** What its rows are called in messages. */
  readonly noun: string;
  /** Columns of `batch` that hold the ids of the first and the last row. */
  readonly first: RangeColumn<'first'>;
  readonly last: RangeColumn<'last'>;
  /** SQL expression of the canonical line of a row: a JSON array of its columns, in table order. */
  readonly line: Sql;
}

type RangeColumn<End extends 'first' | 'last'> = Extract<keyof BatchRow, `${End}${string}`>;

const place = PLACE_COLUMNS.map(ident);

/** In the order in which a digest takes them. */
export const EVIDENCE_TABLES: readonly EvidenceTable[] = [
  {
    name: 'extra_column',
    noun: 'columns',
    first: 'firstExtraColumn',
    last: 'lastExtraColumn',
    line: line([ident('id'), ident('name')]),
  },
  {
    name: 'event',
    noun: 'events',
    first: 'firstEvent',
    last: 'lastEvent',
    line: line([ident('id'), ...place, ...CONTENT_COLUMNS.map(ident)]),
  },
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

function line(columns: readonly Sql[]): Sql {
  return sql`json_array(${join(columns, ', ')})`;
}
