import type { SourceWarning, WarningCode } from '../../../shared/domain/source.ts';
import type { SourceState } from '../store/source-writer.ts';
import type { SourceOutcome } from './parse/source-parser.ts';

/** How reading a file went. */
export interface Outcome {
  readonly state: SourceState;
  readonly read: number;
  readonly conflicts: number;
  /** Why compressed content ends early. */
  readonly damage: string | null;
  readonly timezone: string;
  readonly parsed: SourceOutcome;
}

/** All warnings of a finished file: what was noticed while it was parsed, and what its counts call for. */
export function outcomeWarnings(outcome: Outcome): SourceWarning[] {
  const { state, parsed } = outcome;
  const warnings: SourceWarning[] = [...parsed.general];
  const add = (code: WarningCode, message: string): void => {
    warnings.push({ code, message });
  };
  if (outcome.read === 0) add('NO_RECORDS', 'The file holds no records.');
  if (outcome.damage !== null) {
    add(
      'TRUNCATED_FILE',
      `The compressed file is damaged or cut off (${outcome.damage}); what could be unpacked was read.`,
    );
  } else if (parsed.truncated) {
    add(
      'TRUNCATED_FILE',
      'The file ends inside a record or before its last bracket; it is probably cut off. Export it again.',
    );
  }
  if (state.rejected > 0) {
    add(
      'REJECTED',
      `${counted(state.rejected, 'record')} could not be read; each is kept with its line and the reason.`,
    );
  }
  if (state.duplicate > 0) {
    add('DUPLICATES', `${counted(state.duplicate, 'record')} already present and not added again.`);
  }
  if (outcome.conflicts > 0) {
    add(
      'CONFLICTS',
      `${counted(outcome.conflicts, 'record')} with the id of a stored event but other content; both are kept, and the stored event shows where the other one is.`,
    );
  }
  if (state.undated > 0) add('UNDATED', `${counted(state.undated, 'event')} without a usable time.`);
  if (parsed.zoneless > 0) {
    add('ZONE_ASSUMED', `Times carry no time zone; ${outcome.timezone} was assumed.`);
  }
  if (parsed.columnsOverflowed) {
    add(
      'TOO_MANY_COLUMNS',
      'The file has more than 2,000 different columns; the values of further ones are in the details.',
    );
  }
  if (parsed.cutOff !== null) add('TRUNCATED_EXPORT', parsed.cutOff);
  return [...warnings, ...parsed.counted];
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? what : `${what}s`}`;
}
