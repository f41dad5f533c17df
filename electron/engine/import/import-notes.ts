import { INPUTS, type Input } from '../../../shared/domain/inputs.ts';
import type { SourceWarning, WarningCode } from '../../../shared/domain/source.ts';

interface Unreadable {
  count: number;
  readonly line: number;
  readonly text: string;
}

interface Occurrences {
  count: number;
  readonly line: number;
}

/** What was noticed and assumed while a file was read; becomes the warnings of the source. */
export class ImportNotes {
  readonly #notes: SourceWarning[] = [];
  readonly #unreadable = new Map<Input, Unreadable>();
  #ragged: Occurrences | null = null;
  #badBytes: Occurrences | null = null;

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
    if (this.#ragged === null) this.#ragged = { count: 1, line };
    else this.#ragged.count += 1;
  }

  /** Notes a record with bytes that are not valid in the encoding. */
  badBytes(line: number): void {
    if (this.#badBytes === null) this.#badBytes = { count: 1, line };
    else this.#badBytes.count += 1;
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
    if (this.#ragged !== null) {
      const { count, line } = this.#ragged;
      warnings.push({
        code: 'RAGGED_ROWS',
        message: `${records(count)} more or fewer cells than the header, first in line ${line}; missing cells are empty, surplus ones are columns of their own.`,
      });
    }
    if (this.#badBytes !== null) {
      const { count, line } = this.#badBytes;
      warnings.push({
        code: 'ENCODING_ERRORS',
        message: `${records(count)} bytes that are not valid in the encoding, first in line ${line}; they show as \ufffd and are kept in the raw record.`,
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
