import { FIELD_NAMES, type FieldName } from '../../shared/domain/fields.ts';
import type { Column, ExtraName, PlaceName } from './columns/column.ts';

/**
 * What the importer hands to the store: the boundary between `import/` and `store/`.
 */

/** A stored value: text, safe integers, bigint for nano decimals, null. */
export type StoredValue = string | number | bigint | null;

/** Position of each field among the values of an event. */
export const FIELD_INDEX: ReadonlyMap<FieldName, number> = new Map(
  FIELD_NAMES.map((name, index) => [name, index]),
);

/** Place of a record in the decompressed content of its source. */
export interface RecordPlace {
  /** 1-based. */
  readonly line: number;
  /** 0-based, bytes. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

export interface NewReject {
  readonly place: RecordPlace;
  readonly column: number | null;
  readonly reason: string;
}

export interface NewDuplicate {
  readonly place: RecordPlace;
  /** The stored event it repeats. */
  readonly event: number | null;
  /** `same` content, or the same native id with different content. */
  readonly kind: 'same' | 'conflict';
}

/** A stretch of the decompressed content; blocks of a source are contiguous and cover all of it. */
export interface NewRawBlock {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly codec: 'zstd' | 'none';
  /** SHA-256 of the uncompressed bytes. */
  readonly sha256: Uint8Array;
  readonly data: Uint8Array;
}

/** Events of a batch, column by column; at most 65,536. */
export interface EventBatch {
  readonly count: number;
  /** Fields, places, and extra columns under their id. Columns without any value are missing. */
  readonly columns: ReadonlyMap<FieldName | PlaceName | ExtraName, Column>;
  /**
   * What identifies each event, one after the other: the first 8 bytes of a hash over its native id or else its raw
   * record.
   */
  readonly identities: Uint8Array;
}

/** Everything one transaction writes. Records of a batch lie inside the raw blocks written so far. */
export interface Batch {
  readonly events: EventBatch;
  readonly rejects: readonly NewReject[];
  readonly duplicates: readonly NewDuplicate[];
  readonly rawBlocks: readonly NewRawBlock[];
}
