import { AppError } from '../../../../shared/errors.ts';
import { readXml, type XmlHandlers } from './xml-elements.ts';

/** Most text that is held of a workbook, in bytes. */
const MAX_BYTES = 192 * 1024 * 1024;

/** The texts that cells name by number, as UTF-8 one behind the other: a tenth of what strings take. */
export class SharedStrings {
  readonly #name: string;
  #bytes: Buffer = Buffer.alloc(64 * 1024);
  #length = 0;
  #ends = new Float64Array(1_024);
  #count = 0;

  /** @param name of the workbook, as the user knows it */
  constructor(name: string) {
    this.#name = name;
  }

  add(text: string): void {
    const needed = this.#length + text.length * 3;
    if (needed > this.#bytes.length) this.#grow(needed);
    this.#length += this.#bytes.write(text, this.#length);
    if (this.#count === this.#ends.length) {
      const longer = new Float64Array(this.#ends.length * 2);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#ends[this.#count] = this.#length;
    this.#count += 1;
  }

  /** The text of a number; null when there is none. */
  at(index: number): string | null {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return null;
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  #grow(needed: number): void {
    if (this.#length > MAX_BYTES) {
      throw new AppError(
        'ARCHIVE_REFUSED',
        `${this.#name} holds more than ${MAX_BYTES / 1024 / 1024} MiB of texts, too many to look them up. Save the sheet as CSV.`,
      );
    }
    const longer = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(longer, 0, 0, this.#length);
    this.#bytes = longer;
  }
}

/** Reads the part of a workbook that holds its shared strings. */
export async function readSharedStrings(pieces: AsyncIterable<Buffer>, name: string): Promise<SharedStrings> {
  const strings = new SharedStrings(name);
  const runs = new TextRuns();
  const handlers: XmlHandlers = {
    opened(tag) {
      if (tag === 'si') runs.begin();
      else runs.opened(tag);
    },
    text: (text) => runs.text(text),
    closed(tag) {
      if (tag === 'si') strings.add(runs.end());
      else runs.closed(tag);
    },
  };
  for await (const _ of readXml(pieces, handlers, name));
  return strings;
}

/** The text of a rich string: its runs one after the other, without the readings of East Asian text (`rPh`). */
export class TextRuns {
  #text = '';
  #inText = false;
  #readings = 0;

  begin(): void {
    this.#text = '';
    this.#inText = false;
    this.#readings = 0;
  }

  opened(tag: string): void {
    if (tag === 'rPh') this.#readings += 1;
    this.#inText = tag === 't' && this.#readings === 0;
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  closed(tag: string): void {
    if (tag === 'rPh') this.#readings -= 1;
    if (tag === 't') this.#inText = false;
  }

  end(): string {
    return unescaped(this.#text);
  }
}

/** Characters that XML cannot hold are written as `_x000D_`, and such a text itself as `_x005F_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
