import { LocalParsing, type Parsing } from './parsing.ts';
import { HEAPS, ThreadParsing, WEARS_OUT } from './thread-parsing.ts';

/** What parses the files of a job: small ones here, all others in a thread that is started for the first of them. */
export class JobParsing {
  readonly here: Parsing = new LocalParsing();
  readonly #wearsOut: number;
  #thread: ThreadParsing | null = null;
  /** Threads that are ending. */
  readonly #leaving: Promise<void>[] = [];

  /** @param wearsOut bytes of content after which a thread leaves the next source to another */
  constructor(wearsOut: number = WEARS_OUT) {
    this.#wearsOut = wearsOut;
  }

  /** Starts the thread when there is none yet; it loads its program meanwhile. */
  inThread(): Parsing {
    if (this.#thread?.isWorn === true) {
      this.#leaving.push(this.#thread.close());
      this.#thread = null;
    }
    const heap = this.#leaving.length === 0 ? HEAPS.first : HEAPS.later;
    this.#thread ??= new ThreadParsing(this.#wearsOut, heap);
    return this.#thread;
  }

  /** Ends the thread, also in the middle of a source, whose rest is then of no use. The next source gets another. */
  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await Promise.all([this.here.close(), thread?.close(), ...this.#leaving.splice(0)]);
  }
}
