import type { TextEncoding } from '../decode/text-encoding.ts';
import type { ImportNotes } from '../import-notes.ts';
import { CsvInputs } from '../normalise/csv-inputs.ts';
import type { ExtraColumns } from '../normalise/extra-columns.ts';
import type { InputValues } from '../normalise/input-values.ts';
import type { ProfileMatch } from '../profile/detect-profile.ts';
import type { CsvShape } from './csv-dialect.ts';
import { CsvRows, LONGEST_BROKEN } from './csv-rows.ts';
import type { Failure } from './found-records.ts';
import type { RecordBlock } from './record-block.ts';

/** The records of one block, ready to be taken to their inputs one by one. */
export interface OpenBlock {
  /** Fills inputs and extra columns from the record with an index; the failure when it is none. */
  fill(index: number, into: InputValues, extra: ExtraColumns): Failure | null;
  /** Takes a record to its events, where a profile says that one may hold several; null where it does not. */
  readonly events: ((index: number) => RecordEvents | Failure) | null;
}

/** The events of one record. */
export interface RecordEvents {
  readonly count: number;
  /** Fills inputs and extra columns of one of them. */
  fill(event: number, into: InputValues, extra: ExtraColumns): void;
  /** What sets one of them apart; null where the record is itself the event. */
  readonly contentOf: ((event: number) => string) | null;
}

/** Reads the records of blocks: cells or members, and where they belong. */
export type RecordReader = (block: RecordBlock) => OpenBlock;

/** Not what is too long to be read once more, and not what is missing its end. */
function mayBeMended({ found }: RecordBlock, index: number): boolean {
  const isLong = (found.places[index]?.byteLength ?? 0) > LONGEST_BROKEN;
  return !isLong && !(found.truncated && index === found.places.length - 1);
}

const REPEATED_HEADER = 'The header once more: another export begins here, and its records follow';

/** Reader for CSV. */
export function csvReader(
  shape: CsvShape,
  encoding: TextEncoding,
  match: ProfileMatch,
  notes: ImportNotes,
): RecordReader {
  const inputs = new CsvInputs(shape.columns, match.bindings, match.profile);
  const rows = new CsvRows(shape);
  return (block) => {
    const { places, failures, blankLines } = block.found;
    for (const line of blankLines) notes.blank(line);
    return {
      fill(index, into, extra) {
        const failure = failures.get(index);
        const line = places[index]?.line ?? 0;
        if (failure !== undefined && !mayBeMended(block, index)) return failure;
        const text = textOf(block, index, encoding);
        const row = failure === undefined ? rows.read(text) : rows.mend(text);
        if (row === null) return failure ?? null;
        if (rows.state === 'repeated') return { column: null, reason: REPEATED_HEADER };
        if (rows.state === 'ragged') notes.ragged(line);
        if (rows.state === 'mended') notes.mended(line);
        inputs.fill(row, into, extra);
        return null;
      },
      events: null,
    };
  };
}

/** The text of a record. */
export function textOf(block: RecordBlock, index: number, encoding: TextEncoding): string {
  const place = block.found.places[index];
  if (place === undefined) return '';
  const from = place.byteOffset - block.byteOffset;
  return encoding.decodeRange(block.bytes, from, from + place.byteLength);
}
