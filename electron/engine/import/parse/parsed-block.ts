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
  /** 1 for each event that is identified by its native id; null when none is. */
  readonly native: Uint8Array | null;
  readonly rejects: readonly NewReject[];
}

/** Most records of one block. */
export const BLOCK_RECORDS = 65_536;
