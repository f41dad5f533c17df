import type { RowsPage } from '../../shared/api/contract.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import type { AppError } from '../../shared/errors.ts';
import { asAppError } from './as-app-error.ts';

/** Reads rows `[offset, offset + limit)` of the current question. */
export type ReadRows = (offset: number, limit: number, signal: AbortSignal) => Promise<RowsPage>;

/** What a grid needs to know beside the rows. `version` grows with every change. */
export interface RowPagesState {
  readonly version: number;
  /** Rows of the question last answered, or found so far; null before the first answer. */
  readonly total: number | null;
  /** Whether what is shown belongs to an older question. */
  readonly stale: boolean;
  /** Whether the rows are the first of a question that is still being searched. */
  readonly partial: boolean;
  /** Whether any page in sight is missing. */
  readonly pending: boolean;
  readonly error: AppError | null;
}

/** A stretch of rows, as a question asks for it. */
export interface RowStretch {
  readonly offset: number;
  readonly limit: number;
}

/** Rows per request: two to three screens. */
export const PAGE_ROWS = 100;
/** Rows this close to those in sight are read ahead: about a screen. */
const AHEAD = 50;
/** Pages kept: 6,400 rows, about 10 MB. */
const PAGES_KEPT = 64;
/** More would only queue behind each other: one thread answers. */
const REQUESTS_AT_ONCE = 2;
/** Most pages one answer brings. */
const PAGES_AT_ONCE = 10;

/**
 * The rows of one question at a time, page by page, with the pages last seen kept. The first rows come with the
 * answer to the whole question (`take`); the others are read as they come into sight. They are all of one revision.
 * The rows of the question before stay readable until the first of the new one are there.
 */
export class RowPages {
  readonly #pages = new Map<number, readonly EventRow[]>();
  readonly #running = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  readonly #onMoved: () => void;
  readonly #later: (then: () => void) => void;
  #old: Map<number, readonly EventRow[]> | null = null;
  #key: string | null = null;
  #read: ReadRows | null = null;
  /** Revision of the answer to the present question; null before there is one. */
  #revision: number | null = null;
  #generation = 0;
  /** Pages in sight, and pages to have at hand. */
  #sight: readonly [first: number, last: number] = [0, 0];
  #near: readonly [first: number, last: number] = [0, 0];
  #state: RowPagesState = {
    version: 0,
    total: null,
    stale: false,
    partial: false,
    pending: false,
    error: null,
  };

  /**
   * @param onMoved told, once per answer, when rows in sight are of another revision than the answer
   * @param later when rows that were read by themselves are told of: drawn between two frames, they would have the page
   * laid out once more before it scrolls on
   */
  constructor(onMoved: () => void = () => {}, later: (then: () => void) => void = (then) => then()) {
    this.#onMoved = onMoved;
    this.#later = later;
  }

  /** Sets the question, whose answer comes with `take`. The same `key` again changes nothing. */
  ask(key: string, read: ReadRows): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#read = read;
    this.#revision = null;
    this.#generation += 1;
    this.#abortAll();
    if (this.#pages.size > 0) this.#old = new Map(this.#pages);
    this.#pages.clear();
    this.#update({ stale: this.#state.total !== null, partial: false, pending: true, error: null });
  }

  /** The rows in sight, as whole pages. */
  sight(): RowStretch {
    const [first, last] = this.#sight;
    const pages = Math.min(last - first + 1, PAGES_AT_ONCE);
    return { offset: first * PAGE_ROWS, limit: pages * PAGE_ROWS };
  }

  /** Shows the first rows of a question that is still being searched. */
  found(rows: readonly EventRow[]): void {
    if (this.#revision !== null || rows.length === 0) return;
    this.#old = null;
    this.#pages.clear();
    this.#keep(0, rows);
    this.#update({ total: rows.length, stale: false, partial: true, pending: true });
  }

  /** Takes the rows that came with the answer; their offset is one of {@link sight}. */
  take({ rows, total, offset, revision }: RowsPage): void {
    if (this.#revision !== revision) this.#pages.clear();
    this.#revision = revision;
    this.#old = null;
    this.#keep(offset, rows);
    this.#update({ total, stale: false, partial: false });
    this.#fill();
  }

  /** Says that the answer will not come: the question failed or was given up. */
  stop(): void {
    if (this.#revision === null) this.#update({ pending: false });
  }

  /** Says which rows are in sight; missing pages are read, requests out of sight are given up. */
  show(first: number, last: number): void {
    const sight = [pageOf(first), pageOf(last)] as const;
    const near = [pageOf(first - AHEAD), pageOf(last + AHEAD)] as const;
    if (same(sight, this.#sight) && same(near, this.#near) && this.#state.error === null) return;
    this.#sight = sight;
    this.#near = near;
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

  /** Place of an event among the rows at hand, or null. */
  placeOf(event: number): number | null {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex(({ id }) => id === event);
      if (at >= 0) return page * PAGE_ROWS + at;
    }
    return null;
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
    this.#revision = null;
    this.#generation += 1;
    this.#abortAll();
  }

  readonly snapshot = (): RowPagesState => this.#state;

  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  };

  /** Reads what is missing around the sight, once the question was answered. */
  #fill(): void {
    if (this.#fetchMissing()) this.#update({ pending: this.#missingInSight(this.#state.total ?? 0) });
  }

  /** @returns whether there is a question whose rows can be read */
  #fetchMissing(): boolean {
    if (this.#read === null || this.#revision === null || this.#state.error !== null) return false;
    for (const page of this.#wanted(this.#state.total ?? 0)) {
      if (this.#running.size >= REQUESTS_AT_ONCE) break;
      this.#fetch(page, this.#read);
    }
    return true;
  }

  /** Missing pages: those in sight first, then what is near. */
  #wanted(total: number): number[] {
    const [first, last] = this.#sight;
    const inSight = Array.from({ length: last - first + 1 }, (_, step) => first + step);
    return [...new Set([...inSight, this.#near[1], this.#near[0]])].filter(
      (page) => page >= 0 && page * PAGE_ROWS < total && !this.#pages.has(page) && !this.#running.has(page),
    );
  }

  #missingInSight(total: number): boolean {
    const [first, last] = this.#sight;
    const end = Math.min(last, pageOf(total - 1));
    for (let page = first; page <= end && total > 0; page += 1) if (!this.#pages.has(page)) return true;
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
        if (finished()) this.#add(reply);
      },
      (error: unknown) => {
        if (!finished()) return;
        const known = asAppError(error);
        if (known.code !== 'CANCELLED') this.#update({ error: known, pending: false });
        else this.#fill();
      },
    );
  }

  /**
   * Adds rows that were read later. Those of another revision do not belong to the numbers on screen: where they are
   * in sight, the question has to be answered anew.
   */
  #add({ rows, offset, revision }: RowsPage): void {
    if (revision === this.#revision) {
      this.#keep(offset, rows);
      this.#fetchMissing();
      this.#later(() => this.#fill());
      return;
    }
    const page = pageOf(offset);
    if (page < this.#sight[0] || page > this.#sight[1]) return;
    this.#revision = null;
    this.#generation += 1;
    this.#abortAll();
    this.#onMoved();
  }

  #keep(offset: number, rows: readonly EventRow[]): void {
    const first = pageOf(offset);
    for (let at = 0; at < Math.max(1, rows.length); at += PAGE_ROWS) {
      const page = first + at / PAGE_ROWS;
      this.#pages.delete(page);
      this.#pages.set(page, rows.slice(at, at + PAGE_ROWS));
    }
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      if (oldest < this.#sight[0] || oldest > this.#sight[1]) this.#pages.delete(oldest);
    }
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

function same(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function pageOf(row: number): number {
  return Math.floor(Math.max(0, row) / PAGE_ROWS);
}
