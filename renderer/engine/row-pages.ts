import type { RowsPage } from '../../shared/api/contract.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import type { AppError } from '../../shared/errors.ts';
import { asAppError } from './as-app-error.ts';

/** Reads rows `[offset, offset + limit)` of the current question. */
export type ReadRows = (offset: number, limit: number, signal: AbortSignal) => Promise<RowsPage>;

/** What a grid needs to know beside the rows. `version` grows with every change. */
export interface RowPagesState {
  readonly version: number;
  /** Rows of the question last answered; null before the first answer. */
  readonly total: number | null;
  /** Whether what is shown belongs to an older question. */
  readonly stale: boolean;
  /** Whether any page in sight is missing. */
  readonly pending: boolean;
  readonly error: AppError | null;
}

/** Rows per request: two to three screens. */
const PAGE_ROWS = 100;
/** Pages kept: 6,400 rows, about 10 MB. */
const PAGES_KEPT = 64;
/** More would only queue behind each other: one thread answers. */
const REQUESTS_AT_ONCE = 2;

/**
 * The rows of one question at a time, page by page, with the pages last seen kept. A new question drops replies
 * to the old one; the old rows stay readable until the first new page is there.
 */
export class RowPages {
  readonly #pages = new Map<number, readonly EventRow[]>();
  readonly #running = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #old: Map<number, readonly EventRow[]> | null = null;
  #key: string | null = null;
  #read: ReadRows | null = null;
  #generation = 0;
  #sight: readonly [first: number, last: number] = [0, PAGE_ROWS - 1];
  #state: RowPagesState = { version: 0, total: null, stale: false, pending: false, error: null };

  /** Sets the question. The same `key` again changes nothing. */
  ask(key: string, read: ReadRows): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#read = read;
    this.#generation += 1;
    this.#abortAll();
    if (this.#pages.size > 0) this.#old = new Map(this.#pages);
    this.#pages.clear();
    this.#update({ stale: this.#state.total !== null, error: null });
    this.#fill();
  }

  /** Says which rows are in sight; missing pages are read, requests out of sight are given up. */
  show(first: number, last: number): void {
    const sight = [pageOf(Math.max(0, first)), pageOf(Math.max(0, last))] as const;
    if (sight[0] === this.#sight[0] && sight[1] === this.#sight[1] && this.#state.error === null) return;
    this.#sight = sight;
    for (const [page, running] of this.#running) {
      if (page < sight[0] - 1 || page > sight[1] + 1) running.abort();
    }
    this.#fill();
  }

  /** A row by its place, or undefined while it is not here. */
  row(index: number): EventRow | undefined {
    const page = this.#pages.get(pageOf(index)) ?? this.#old?.get(pageOf(index));
    return page?.[index % PAGE_ROWS];
  }

  /** Reads again after an error. */
  retry(): void {
    this.#update({ error: null });
    this.#fill();
  }

  /** Gives up all requests; `ask` starts anew. */
  close(): void {
    this.#key = null;
    this.#read = null;
    this.#generation += 1;
    this.#abortAll();
  }

  readonly snapshot = (): RowPagesState => this.#state;

  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  };

  #fill(): void {
    if (this.#read === null || this.#state.error !== null) return;
    for (const page of this.#wanted()) {
      if (this.#running.size >= REQUESTS_AT_ONCE) break;
      this.#fetch(page, this.#read);
    }
    this.#update({ pending: this.#missingInSight() });
  }

  /** Missing pages: those in sight first, then one after and one before. */
  #wanted(): number[] {
    const [first, last] = this.#sight;
    const end = this.#state.stale || this.#state.total === null ? first : pageOf(this.#state.total - 1);
    const inSight = Array.from({ length: last - first + 1 }, (_, step) => first + step);
    return [...inSight, last + 1, first - 1].filter(
      (page) => page >= 0 && page <= Math.max(end, 0) && !this.#pages.has(page) && !this.#running.has(page),
    );
  }

  #missingInSight(): boolean {
    const [first, last] = this.#sight;
    const end = this.#state.total === null ? first : Math.min(last, pageOf(this.#state.total - 1));
    if (this.#state.stale || this.#state.total === null) return true;
    for (let page = first; page <= end; page += 1) if (!this.#pages.has(page)) return true;
    return false;
  }

  #fetch(page: number, read: ReadRows): void {
    const generation = this.#generation;
    const running = new AbortController();
    this.#running.set(page, running);
    const finished = (): boolean => {
      if (this.#running.get(page) === running) this.#running.delete(page);
      return generation === this.#generation;
    };
    read(page * PAGE_ROWS, PAGE_ROWS, running.signal).then(
      (reply) => {
        if (finished()) this.#take(page, reply);
      },
      (error: unknown) => {
        if (!finished()) return;
        const known = asAppError(error);
        if (known.code !== 'CANCELLED') this.#update({ error: known, pending: false });
        else this.#fill();
      },
    );
  }

  #take(page: number, { rows, total }: RowsPage): void {
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      if (oldest < this.#sight[0] || oldest > this.#sight[1]) this.#pages.delete(oldest);
    }
    this.#old = null;
    this.#update({ total, stale: false });
    this.#fill();
  }

  #abortAll(): void {
    for (const running of this.#running.values()) running.abort();
    this.#running.clear();
  }

  #update(change: Partial<RowPagesState>): void {
    this.#state = { ...this.#state, ...change, version: this.#state.version + 1 };
    for (const listen of this.#listeners) listen();
  }
}

function pageOf(row: number): number {
  return Math.floor(Math.max(0, row) / PAGE_ROWS);
}
