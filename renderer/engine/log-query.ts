import type { Dashboard, DashboardArg, Progress } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { LatestQuery, type RunQuery } from './latest-query.ts';
import { PAGE_ROWS, RowPages } from './row-pages.ts';

/** Everything a log view wants to know, but for which rows are in sight. */
export type LogQuestion = Omit<DashboardArg, 'offset' | 'limit'>;

/** A question, and which state of the stored events it is about. */
interface AskedLog {
  readonly question: LogQuestion;
  readonly state: string;
}

/**
 * What a log view shows of one filter. Figures, histogram, breakdowns and the rows in sight are one question to the
 * engine, so that they always agree; rows further away are read as they come into sight.
 */
export class LogQuery {
  readonly figures = new LatestQuery<Dashboard>();
  readonly pages = new RowPages(() => this.#again(), inNextFrame);
  readonly #engine: Pick<RemoteEngine, 'dashboard' | 'rows'>;
  #asked: AskedLog | null = null;
  /** Stands for the question whose answer is awaited or shown; not for whether it was cancelled. */
  #running: AbortSignal | null = null;
  /** What each answer is an answer to. */
  readonly #answered = new WeakMap<Dashboard, AskedLog>();
  #rowsKey = '';
  #attempt = 0;

  constructor(engine: Pick<RemoteEngine, 'dashboard' | 'rows'>) {
    this.#engine = engine;
  }

  /**
   * Asks, unless this very question is already asked or answered. It cancels the question before.
   * @param state names the state of the stored events; answers hold as long as it stays the same
   */
  ask(question: LogQuestion, state: string): void {
    this.#asked = { question, state };
    const { filter, sort } = question;
    const rowsKey = JSON.stringify([filter, sort]);
    // Another filter or order is shown from its top; in the same one, whoever reads it stays where they are.
    const stretch = rowsKey === this.#rowsKey ? this.pages.sight() : { offset: 0, limit: PAGE_ROWS };
    this.#rowsKey = rowsKey;
    this.pages.ask(JSON.stringify([rowsKey, state, this.#attempt]), (offset, limit, signal) =>
      this.#engine.rows({ filter, sort, offset, limit }, { signal }),
    );
    const run: RunQuery<Dashboard> = async (signal, onProgress) => {
      this.#running = signal;
      const wanted = (): boolean => signal === this.#running;
      const told = (progress: Progress): void => {
        onProgress(progress);
        if (progress.firstRows !== undefined && wanted()) this.pages.found(progress.firstRows);
      };
      try {
        const arg = { ...question, ...stretch };
        const answer = await this.#engine.dashboard(arg, { signal, onProgress: told });
        this.#answered.set(answer, { question, state });
        return answer;
      } catch (error) {
        if (wanted()) this.pages.stop();
        throw error;
      }
    };
    this.figures.ask(JSON.stringify([question, state, this.#attempt]), run, ({ page }) =>
      this.pages.take(page),
    );
  }

  /**
   * The filter that an answer is about, which while the next one is awaited is not that of the view.
   * @param state the stored events as they are now: null where the answer is about others
   */
  filterOf(answer: Dashboard, state: string): Filter | null {
    const asked = this.#answered.get(answer);
    return asked === undefined || asked.state !== state ? null : asked.question.filter;
  }

  /** Stops the running question; rows found so far stay, figures are those of the question before. */
  cancel(): void {
    this.figures.cancel();
  }

  /** Asks once more, after an error or a cancel. */
  retry(): void {
    this.#again();
  }

  /** Answers come faster from now on: a question that is still being answered is asked anew. */
  hurry(): void {
    if (this.figures.snapshot().pending) this.#again();
  }

  /** Gives up everything that runs; what is shown stays until the next question. */
  close(): void {
    this.#asked = null;
    this.#running = null;
    this.figures.pause();
    this.pages.close();
  }

  #again(): void {
    if (this.#asked === null) return;
    this.#attempt += 1;
    this.ask(this.#asked.question, this.#asked.state);
  }
}

/** Where nothing is drawn, as in tests, there are no frames. */
function inNextFrame(then: () => void): void {
  if (typeof requestAnimationFrame === 'undefined') then();
  else requestAnimationFrame(() => then());
}
