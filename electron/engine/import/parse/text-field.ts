import type { Column } from '../../columns/column.ts';
import { dictionaryOrTexts } from '../../columns/column-builder.ts';

/** The texts of a field over the blocks of a file. Each block gets a dictionary of just what occurs in it. */
export class TextField {
  /** Code of each row of the block; 0 is null. */
  readonly codes: Uint32Array;
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [''];
  /** Code in the block of each code, and in which block that holds. */
  #local = new Uint32Array(1_024);
  #stamps = new Uint32Array(1_024);
  #stamp = 0;

  /** @param rows most rows of a block */
  constructor(rows: number) {
    this.codes = new Uint32Array(rows);
  }

  /** Distinct texts remembered. */
  get size(): number {
    return this.#codes.size;
  }

  /** Forgets all texts; codes given out hold no longer. */
  forget(): void {
    this.#codes.clear();
    this.#texts.length = 1;
    this.#stamps.fill(0);
    this.#stamp = 0;
  }

  /** The code of a text. */
  codeOf(text: string | null): number {
    if (text === null) return 0;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#texts.push(text);
    this.#codes.set(text, code);
    if (code >= this.#local.length) this.#grow();
    return code;
  }

  /** The column of the first rows of {@link codes}; null when none has a text. */
  finish(rows: number): Column | null {
    this.#stamp += 1;
    const { codes } = this;
    const stamp = this.#stamp;
    const stamps = this.#stamps;
    const local = this.#local;
    const texts: string[] = [];
    const own = new Uint32Array(rows);
    let valued = 0;
    for (let row = 0; row < rows; row += 1) {
      const code = codes[row] ?? 0;
      if (code === 0) continue;
      valued += 1;
      if (stamps[code] !== stamp) {
        stamps[code] = stamp;
        texts.push(this.#texts[code] ?? '');
        local[code] = texts.length;
      }
      own[row] = local[code] ?? 0;
    }
    return valued === 0 ? null : dictionaryOrTexts(own, texts, valued);
  }

  #grow(): void {
    const local = new Uint32Array(this.#local.length * 2);
    local.set(this.#local);
    this.#local = local;
    const stamps = new Uint32Array(this.#stamps.length * 2);
    stamps.set(this.#stamps);
    this.#stamps = stamps;
  }
}
