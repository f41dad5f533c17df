import type { SourceState } from '../store/source-writer.ts';
import type { ImportNotes } from './import-notes.ts';
import { type TimeDirection, truncatedExport } from './truncated-export.ts';

/** How reading a file went. */
export interface Outcome {
  readonly state: SourceState;
  readonly read: number;
  readonly conflicts: number;
  readonly columnsOverflowed: boolean;
  /** The content ends inside a record. */
  readonly truncated: boolean;
  /** Why compressed content ends early. */
  readonly damage: string | null;
  /** Times that named no zone. */
  readonly zoneless: number;
  readonly timezone: string;
  readonly direction: TimeDirection;
}

/** Notes what the counts of a finished file call for. */
export function noteOutcome(notes: ImportNotes, outcome: Outcome): void {
  const { state } = outcome;
  if (outcome.read === 0) notes.add('NO_RECORDS', 'The file holds no records.');
  if (outcome.damage !== null) {
    notes.add(
      'TRUNCATED_FILE',
      `The compressed file is damaged or cut off (${outcome.damage}); what could be unpacked was read.`,
    );
  } else if (outcome.truncated) {
    notes.add(
      'TRUNCATED_FILE',
      'The file ends inside a record or before its last bracket; it is probably cut off. Export it again.',
    );
  }
  if (state.rejected > 0) {
    notes.add(
      'REJECTED',
      `${counted(state.rejected, 'record')} could not be read; each is kept with its line and the reason.`,
    );
  }
  if (state.duplicate > 0) {
    notes.add('DUPLICATES', `${counted(state.duplicate, 'record')} already present and not added again.`);
  }
  if (outcome.conflicts > 0) {
    notes.add(
      'CONFLICTS',
      `${counted(outcome.conflicts, 'record')} with the id of a stored event but other content; both are kept, and the stored event shows where the other one is.`,
    );
  }
  if (state.undated > 0) notes.add('UNDATED', `${counted(state.undated, 'event')} without a usable time.`);
  if (outcome.zoneless > 0) {
    notes.add('ZONE_ASSUMED', `Times carry no time zone; ${outcome.timezone} was assumed.`);
  }
  if (outcome.columnsOverflowed) {
    notes.add(
      'TOO_MANY_COLUMNS',
      'The file has more than 2,000 different columns; the values of further ones are in the details.',
    );
  }
  const cutOff = truncatedExport(outcome.read, outcome.direction);
  if (cutOff !== null) notes.add('TRUNCATED_EXPORT', cutOff);
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? what : `${what}s`}`;
}
