import type { ResolvedName } from '../api/analysis-results.ts';
import type { FIELDS, FieldKind, FieldName } from './fields.ts';
import type { SourceWithdrawal } from './source.ts';

/** How a field kind looks on the wire. */
interface WireOf {
  text: string | null;
  integer: number | null;
  decimal: number | null;
  instant: number | null;
  boolean: boolean | null;
  json: string | null;
}

type WireValue<K extends FieldKind> = WireOf[K];

/** One event as sent to a view: every field of `fields.ts`, its id, its source, and the extra columns in file order. */
export type EventRow = {
  readonly [F in FieldName]: WireValue<(typeof FIELDS)[F]['kind']>;
} & {
  readonly id: number;
  readonly source: number;
  /** Columns of the file that no field takes, as pairs so that no log text ever becomes an object key. */
  readonly extra: readonly (readonly [column: string, value: string])[];
};

/** One element of the `changes` field. A side that the record does not have is left out; null is a null of the record. */
export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Where a record was found. */
export interface Origin {
  readonly source: number;
  /** Name of the file or batch. */
  readonly sourceName: string;
  /** 1-based line of the first byte of the record in the decompressed content. */
  readonly line: number;
  /** 0-based offset of the first byte of the record in the decompressed content. */
  readonly byteOffset: number;
  /** Bytes of the record. */
  readonly byteLength: number;
}

/** A raw record, byte for byte. `text` when it is valid UTF-8, else `base64`. */
export type RawRecord =
  | { readonly encoding: 'utf-8'; readonly text: string; readonly sha256: string }
  | { readonly encoding: 'base64'; readonly base64: string; readonly sha256: string };

/** Everything known of one event. */
export interface EventDetail {
  readonly event: EventRow;
  readonly changes: readonly Change[];
  readonly raw: RawRecord;
  readonly origin: Origin;
  /** Why it is in no query: its source was withdrawn. Null when it is not. */
  readonly withdrawn: SourceWithdrawal | null;
  /** Further places the same record was found (overlapping exports). */
  readonly alsoIn: readonly Origin[];
  /** Records with the same native id and different content; they were kept but are not events. */
  readonly conflicts: readonly Origin[];
  /** The name known elsewhere of an actor that the event shows only by an id or address; null when there is none. */
  readonly resolvedActor: ResolvedName | null;
}
