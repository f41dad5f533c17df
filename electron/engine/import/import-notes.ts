import { INPUTS, type Input } from '../../../shared/domain/inputs.ts';
import type { SourceWarning, WarningCode } from '../../../shared/domain/source.ts';
import { toIso } from '../../../shared/time/format.ts';

/** 1990-01-01, µs. Hardly any log that can be exported is older; zero counts from 1970 are. */
const FIRST_LIKELY = 631_152_000_000_000;
const TWO_DAYS = 2 * 86_400_000;

interface Unreadable {
  count: number;
  readonly line: number;
  readonly text: string;
}

interface Occurrences {
  count: number;
  /** Of the first. */
  readonly line: number;
}

type RecordTrouble =
  | 'RAGGED_ROWS'
  | 'MENDED_ROWS'
  | 'BLANK_ROWS'
  | 'ENCODING_ERRORS'
  | 'REPEATED_KEYS'
  | 'LONG_NUMBERS'
  | 'MISSING_COMMAS'
  | 'HALF_CHARACTERS'
  | 'EMPTY_LISTS'
  | 'REPEATED_FIGURES';

/** What is said of each trouble, in the order of the warnings. */
const TROUBLES: readonly (readonly [RecordTrouble, (met: Occurrences) => string])[] = [
  [
    'RAGGED_ROWS',
    ({ count, line }) =>
      `${records(count)} more or fewer cells than the header, first in line ${line}; missing cells are empty, surplus ones are columns of their own.`,
  ],
  [
    'MENDED_ROWS',
    ({ count, line }) =>
      `${records(count)} a delimiter or quote too many, too few or of another kind, first in line ${line}; the cells were put under the columns whose values they are like. The raw record shows them as they were.`,
  ],
  [
    'BLANK_ROWS',
    ({ count, line }) =>
      `${count.toLocaleString('en')} ${count === 1 ? 'line holds' : 'lines hold'} nothing but delimiters, first line ${line}; they are no records.`,
  ],
  [
    'ENCODING_ERRORS',
    ({ count, line }) =>
      `${records(count)} bytes that are not valid in the encoding, first in line ${line}; they show as \ufffd and are kept in the raw record.`,
  ],
  [
    'REPEATED_KEYS',
    ({ count, line }) =>
      `${records(count)} an object with the same name more than once, first in line ${line}; the last value is shown, all are kept in the raw record.`,
  ],
  [
    'MISSING_COMMAS',
    ({ count, line }) =>
      `${records(count)} no comma in front, first in line ${line}; the document is not valid JSON, and its records were read all the same.`,
  ],
  [
    'LONG_NUMBERS',
    ({ count, line }) =>
      `${records(count)} numbers that other programs would round, first in line ${line}; they are kept as text with all their digits.`,
  ],
  [
    'HALF_CHARACTERS',
    ({ count, line }) =>
      `${records(count)} an escape that is half a character, first in line ${line}; it shows as \ufffd and is kept in the raw record.`,
  ],
  [
    'EMPTY_LISTS',
    ({ count, line }) =>
      `${records(count)} an empty list where each element would be an event, first in line ${line}; they give no event and are not counted.`,
  ],
  [
    'REPEATED_FIGURES',
    ({ count, line }) =>
      `${records(count)} figures of a request that an earlier record stated, first in line ${line}; each is an event, and only what it adds is counted.`,
  ],
];

/** What was noticed and assumed while a file was read; becomes the warnings of the source. */
export class ImportNotes {
  readonly #notes: SourceWarning[] = [];
  readonly #unreadable = new Map<Input, Unreadable>();
  readonly #unlikely = new Map<
    'TIME_BEFORE_1990' | 'TIME_IN_FUTURE',
    Occurrences & { readonly time: number }
  >();
  readonly #lastLikely: number;
  readonly #met = new Map<RecordTrouble, Occurrences>();

  /** @param now the time of the import, ms since the epoch */
  constructor(now: number = Date.now()) {
    this.#lastLikely = (now + TWO_DAYS) * 1000;
  }

  /** Notes something that holds for the file as a whole. */
  add(code: WarningCode, message: string): void {
    this.#notes.push({ code, message });
  }

  /** Notes a value that is not what its field needs. */
  unreadable(input: Input, text: string, line: number): void {
    const known = this.#unreadable.get(input);
    if (known === undefined) this.#unreadable.set(input, { count: 1, line, text: text.slice(0, 100) });
    else known.count += 1;
  }

  /** Notes a row with more or fewer cells than the header. */
  ragged(line: number): void {
    this.#meet('RAGGED_ROWS', line);
  }

  /** Notes a row whose cells were put back under their columns. */
  mended(line: number): void {
    this.#meet('MENDED_ROWS', line);
  }

  /** Notes a line of nothing but delimiters. */
  blank(line: number): void {
    this.#meet('BLANK_ROWS', line);
  }

  /** Notes a record with bytes that are not valid in the encoding. */
  badBytes(line: number): void {
    this.#meet('ENCODING_ERRORS', line);
  }

  /** Whether an instant, in µs, is before 1990 or more than two days ahead of the clock. */
  isUnlikely(time: number): boolean {
    return time < FIRST_LIKELY || time > this.#lastLikely;
  }

  /** Notes an event at such an instant. It is kept as it was read. */
  unlikelyTime(time: number, line: number): void {
    const code = time < FIRST_LIKELY ? 'TIME_BEFORE_1990' : 'TIME_IN_FUTURE';
    const known = this.#unlikely.get(code);
    if (known === undefined) this.#unlikely.set(code, { count: 1, line, time });
    else known.count += 1;
  }

  /** Notes an object that has a name more than once. */
  repeatedKey(line: number): void {
    this.#meet('REPEATED_KEYS', line);
  }

  /** Notes a JSON record that no comma separates from the one before. */
  missingComma(line: number): void {
    this.#meet('MISSING_COMMAS', line);
  }

  /** Notes a number that a double would change. */
  longNumber(line: number): void {
    this.#meet('LONG_NUMBERS', line);
  }

  /** Notes an escape that is half a surrogate pair. */
  halfCharacter(line: number): void {
    this.#meet('HALF_CHARACTERS', line);
  }

  /** Notes a record whose list of events is empty. */
  emptyList(line: number): void {
    this.#meet('EMPTY_LISTS', line);
  }

  /** Notes a record about a request whose figures were counted before. */
  repeatedFigures(line: number): void {
    this.#meet('REPEATED_FIGURES', line);
  }

  #meet(trouble: RecordTrouble, line: number): void {
    const known = this.#met.get(trouble);
    if (known === undefined) this.#met.set(trouble, { count: 1, line });
    else known.count += 1;
  }

  /** All warnings so far. */
  list(): SourceWarning[] {
    return [...this.#notes, ...this.counted()];
  }

  /** What holds for the file as a whole. */
  general(): SourceWarning[] {
    return [...this.#notes];
  }

  /** What was met in some records, with how many. */
  counted(): SourceWarning[] {
    const warnings: SourceWarning[] = [];
    for (const [code, tell] of TROUBLES) {
      const met = this.#met.get(code);
      if (met !== undefined) warnings.push({ code, message: tell(met) });
    }
    for (const [code, { count, line, time }] of [...this.#unlikely].sort()) {
      const when = code === 'TIME_BEFORE_1990' ? 'before 1990' : 'in the future';
      warnings.push({
        code,
        message: `${count.toLocaleString('en')} ${count === 1 ? 'event is' : 'events are'} ${when}, first in line ${line}: ${toIso(time)}. They are kept as read; check the time format and the clock that wrote them.`,
      });
    }
    for (const input of INPUTS) {
      const noted = this.#unreadable.get(input);
      if (noted === undefined) continue;
      const { count, line, text } = noted;
      warnings.push({
        code: 'VALUE_UNREADABLE',
        message: `${count.toLocaleString('en')} ${count === 1 ? 'value' : 'values'} of ${input} cannot be read, first in line ${line}: ${JSON.stringify(text)}. The text is kept in the raw record.`,
      });
    }
    return warnings;
  }
}

function records(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'record has' : 'records have'}`;
}
