import type { Input } from '../../../../shared/domain/inputs.ts';
import { ImportNotes } from '../import-notes.ts';

/** Different values of an input that are remembered with their line. */
const MOST_REMEMBERED = 200;

/** What was noticed while a preview was made; also remembers in which line each unreadable value was met first. */
export class PreviewNotes extends ImportNotes {
  readonly #lines = new Map<Input, Map<string, number>>();

  override unreadable(input: Input, text: string, line: number): void {
    super.unreadable(input, text, line);
    const lines = this.#lines.get(input) ?? new Map<string, number>();
    this.#lines.set(input, lines);
    if (lines.size < MOST_REMEMBERED && !lines.has(text)) lines.set(text, line);
  }

  /** The first line in which the import stumbled over a value; null when it did not. */
  lineOf(input: Input, text: string): number | null {
    return this.#lines.get(input)?.get(text) ?? null;
  }
}
