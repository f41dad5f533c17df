import { setImmediate as nextTurn } from 'node:timers/promises';
import { createTarDecoder, type TarHeader } from 'modern-tar';

/** Headers and contents of a tar file are multiples of this. */
const BLOCK = 512;
const BODY_PIECE = 128 * 1024;

/** An entry of a tar file, whose content must be taken, or is passed over, before the next one is asked for. */
export interface TarEntry {
  readonly header: TarHeader;
  content(): AsyncGenerator<Buffer, void, undefined>;
}

/**
 * The entries of a tar file, as its bytes pass by. The decoder is fed no further than the entry that is asked for: it
 * forgets entries that it found before a fault, and a tar file that was cut off has whole entries before its end.
 * @throws what the decoder finds wrong, behind the entries that are whole, and what reading throws
 */
export async function* tarEntries(pieces: AsyncIterable<Buffer>): AsyncGenerator<TarEntry, void, undefined> {
  const decoder = createTarDecoder({ strict: true });
  const feed = new Feed(pieces, decoder.writable.getWriter());
  const entries = decoder.readable.getReader();
  try {
    for (;;) {
      const asked = settling(entries.read());
      while (!asked.isSettled() && (await feed.give(BLOCK)) > 0) await nextTurn();
      const { done, value } = await asked.promise;
      if (done) return;
      const { header, body } = value;
      const reader = body.getReader();
      let left = header.size + (-header.size & (BLOCK - 1));
      const advance = async (): Promise<void> => {
        left -= (await feed.give(Math.min(left, BODY_PIECE))) || left;
      };
      yield {
        header,
        async *content() {
          for (let missing = header.size; missing > 0; ) {
            const next = settling(reader.read());
            while (!next.isSettled() && left > 0) {
              await advance();
              await nextTurn();
            }
            const { value: piece } = await next.promise;
            if (piece === undefined) return;
            missing -= piece.length;
            yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
          }
        },
      };
      if (left > 0) await reader.cancel();
      while (left > 0) await advance();
    }
  } finally {
    await feed.end();
    await entries.cancel().catch(() => undefined); // What was wrong was thrown before.
  }
}

/** A promise of which can be told whether it is settled. */
function settling<T>(promise: Promise<T>): { readonly promise: Promise<T>; isSettled(): boolean } {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  promise.then(note, note);
  return { promise, isSettled: () => settled };
}

/** Gives the decoder so many bytes at a time, and the end when there are no more. */
class Feed {
  readonly #pieces: AsyncIterator<Buffer>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(pieces: AsyncIterable<Buffer>, writer: WritableStreamDefaultWriter<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#writer = writer;
    writer.closed.catch(() => undefined); // Whoever reads the entries meets it too.
  }

  /** Returns how many bytes were given: at most `count`, 0 at the end. */
  async give(count: number): Promise<number> {
    if (this.#rest.length === 0 && !this.#ended) {
      const { done, value } = await this.#pieces.next();
      if (done === true) await this.#close();
      else this.#rest = value;
    }
    const piece = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(piece.length);
    if (piece.length > 0) await this.#writer.write(piece).catch(() => undefined); // as above
    return piece.length;
  }

  /** Lets the input go. */
  async end(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #close(): Promise<void> {
    this.#ended = true;
    await this.#writer.close().catch(() => undefined); // as above
  }
}
