/** Room for a piece and what is left of the one before. */
const OWN_BYTES = 5 * 1024 * 1024;

/**
 * The bytes between what was given out and what was read. Grows by doubling, so that one long record does not
 * copy itself again with every piece; what is taken out is never written to again.
 */
export class ByteWindow {
  /** Position of the first byte in the content. */
  at = 0;
  #buffer: Buffer = Buffer.alloc(0);
  #own: Buffer = Buffer.alloc(0);
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(this.#from, this.#to);
  }

  append(piece: Buffer): void {
    if (this.length === 0 && this.#own.length === 0) {
      this.#buffer = piece;
      this.#from = 0;
      this.#to = piece.length;
      return;
    }
    if (this.#to + piece.length > this.#buffer.length) this.#grow(piece.length);
    piece.copy(this.#buffer, this.#to);
    this.#to += piece.length;
  }

  /**
   * Moves what is left to memory of its own, into which the next pieces are copied. What was taken out must not be
   * looked at any more.
   */
  own(): void {
    const left = this.bytes;
    if (this.#own.length < left.length + OWN_BYTES)
      this.#own = Buffer.allocUnsafeSlow(left.length + OWN_BYTES);
    this.#to = left.copy(this.#own);
    this.#buffer = this.#own;
    this.#from = 0;
  }

  /** Takes bytes out at the front. */
  take(count: number): Buffer {
    const taken = this.#buffer.subarray(this.#from, this.#from + count);
    this.#from += count;
    this.at += count;
    return taken;
  }

  /** A little left over gets a buffer that just holds it; a long record one that is twice as long. */
  #grow(by: number): void {
    const needed = this.length + by;
    const isLong = this.length > by;
    const grown = Buffer.allocUnsafeSlow(isLong ? needed * 2 : needed);
    this.#to = this.#buffer.copy(grown, 0, this.#from, this.#to);
    this.#from = 0;
    this.#buffer = grown;
  }
}
