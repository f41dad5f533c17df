import { LocalParsing, type Parsing } from './parsing.ts';
import { ThreadParsing } from './thread-parsing.ts';

/** What parses the files of a job: small ones here, all others in one thread that is started for the first of them. */
export class JobParsing {
  readonly here: Parsing = new LocalParsing();
  #thread: ThreadParsing | null = null;

  /** Starts the thread when there is none yet; it loads its program meanwhile. */
  inThread(): Parsing {
    this.#thread ??= new ThreadParsing();
    return this.#thread;
  }

  /** Ends the thread, also in the middle of a source, whose rest is then of no use. The next source gets another. */
  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await Promise.all([this.here.close(), thread?.close()]);
  }
}
