const FIRST_BYTES = 1 << 12;

const encoder = new TextEncoder();

/** A list of bytes that texts are added to as they stand in JSON text. */
export class JsonBytes {
  bytes: Uint8Array = new Uint8Array(FIRST_BYTES);
  length = 0;

  /** Adds bytes as they are. */
  addBytes(from: Uint8Array): void {
    this.#makeRoom(from.length);
    const { bytes, length } = this;
    for (let index = 0, at = length; index < from.length; index += 1, at += 1) bytes[at] = from[index] ?? 0;
    this.length = length + from.length;
  }

  /** Adds {@link partOf} a text. Returns false where there is none. */
  addPart(text: string): boolean {
    const before = this.length;
    this.#makeRoom(text.length);
    const { bytes } = this;
    for (let index = 0, at = before; index < text.length; index += 1, at += 1) {
      const unit = text.charCodeAt(index);
      if (!isPlain(unit)) {
        const odd = partOf(text);
        if (odd !== null) this.addBytes(odd);
        return odd !== null;
      }
      bytes[at] = unit;
    }
    this.length = before + text.length;
    return true;
  }

  /** Adds a part that is bytes already. @returns false, and nothing is added, where they are not all plain characters */
  addPlainBytes(from: Uint8Array, start: number, end: number): boolean {
    this.#makeRoom(end - start);
    const { bytes, length } = this;
    for (let index = start, at = length; index < end; index += 1, at += 1) {
      const byte = from[index] ?? 0;
      if (!isPlain(byte)) return false;
      bytes[at] = byte;
    }
    this.length = length + end - start;
    return true;
  }

  #makeRoom(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const grown = new Uint8Array(2 * (this.length + size));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

/**
 * A text as it stands in JSON text, without quotes around it; null where parts that follow each other may come to
 * something else than the whole: halves of characters, and blanks that are no longer seen.
 */
export function partOf(text: string): Uint8Array | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (!text.isWellFormed() || /[\u0000-\u001f]/.test(text)) return null;
  return encoder.encode(JSON.stringify(text).slice(1, -1));
}

/** Whether a character is one byte that stands for itself in JSON text. */
function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit < 0x7f && unit !== 0x22 && unit !== 0x5c;
}
