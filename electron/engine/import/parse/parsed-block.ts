import type { FieldName } from '../../../../shared/domain/fields.ts';
import type { Column, EventColumns, PlaceName } from '../../columns/column.ts';
import type { NewReject } from '../../record.ts';

/** What the records of a stretch of content came to, before it is known which of them are new. */
export interface ParsedBlock {
  /** Fields and places of the events, in file order. */
  readonly events: EventColumns<FieldName | PlaceName>;
  /** Columns of the file that no field takes, by name, in the order in which they were met. */
  readonly extra: readonly (readonly [name: string, column: Column])[];
  /** Two numbers of 32 bits for each event: what identifies its record. */
  readonly identities: Uint32Array;
  /** What each event is identified by, of {@link IDENTIFIED_BY}; null when it is the bytes of its record for all. */
  readonly native: Uint8Array | null;
  readonly rejects: readonly NewReject[];
}

/** Most records of one block. */
export const BLOCK_RECORDS = 65_536;

/** What tells events apart. */
export const IDENTIFIED_BY = {
  /** The bytes of the record, which is this event alone. */
  bytes: 0,
  /** The log's own id. */
  nativeId: 1,
  /** The log's own id, which one export may give to several records. */
  repeatedId: 3,
  /** What the event says: one of several in a record, without an id. */
  content: 2,
} as const;
