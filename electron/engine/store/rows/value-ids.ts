/** Beyond so many texts, or so many characters of them, what is known is forgotten: memory stays bounded. */
const MOST_TEXTS = 200_000;
const MOST_CHARACTERS = 16_000_000;

/**
 * Numbers the texts that rows hold by id. A text keeps its id from batch to batch as long as it is remembered;
 * one that was forgotten is stored again under another id.
 */
export class ValueIds {
  #ids = new Map<string, number>();
  #characters = 0;
  #added: string[] = [];
  #next = 1;

  /** Starts a batch. @param next id that the next new text gets */
  begin(next: number): void {
    this.#next = next;
    this.#added = [];
    if (this.#ids.size > MOST_TEXTS || this.#characters > MOST_CHARACTERS) this.forget();
  }

  /** Ids of texts, in their order. */
  idsOf(texts: readonly string[]): Int32Array {
    const ids = new Int32Array(texts.length);
    for (let i = 0; i < texts.length; i += 1) ids[i] = this.#idOf(texts[i] ?? '');
    return ids;
  }

  /** Texts that this batch has to store, by id from the one given to {@link begin} on. */
  get added(): readonly string[] {
    return this.#added;
  }

  /** Forgets everything, as after a batch that was not stored. */
  forget(): void {
    this.#ids = new Map();
    this.#characters = 0;
  }

  #idOf(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#next;
    this.#next += 1;
    this.#added.push(text);
    this.#characters += text.length;
    this.#ids.set(text, id);
    return id;
  }
}
