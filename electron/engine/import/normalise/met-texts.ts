const SLOTS = 64;
/** Longer texts are not remembered: they seldom repeat. */
const MAX_LENGTH = 256;
/** Texts after which it shows whether they repeat. */
const JUDGED = 512;

/**
 * Texts that occurred at a path of records. Finding one again is cheaper than making it, and one that was looked up
 * before need not be hashed again.
 */
export class MetTexts {
  /** Null where texts proved to differ. */
  #texts: (string | undefined)[] | null = [];
  #found = 0;
  #made = 0;

  /**
   * The text at a place of another.
   * @param hint equal for equal texts
   * @returns undefined where it is not remembered
   */
  find(hint: number, within: string, start: number, length: number): string | undefined {
    const known = this.#texts?.[hint % SLOTS];
    if (known === undefined || known.length !== length || !within.startsWith(known, start)) return undefined;
    this.#found += 1;
    return known;
  }

  /** Whether a text that was not found should be remembered. */
  takes(length: number): boolean {
    return this.#texts !== null && length <= MAX_LENGTH;
  }

  /** Remembers a text, which should not hold on to a longer one. */
  add(hint: number, text: string): void {
    if (this.#texts === null) return;
    this.#texts[hint % SLOTS] = text;
    this.#made += 1;
    if (this.#made !== JUDGED) return;
    if (this.#found < JUDGED) this.#texts = null;
    this.#made = 0;
    this.#found = 0;
  }
}
