import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../shared/errors.ts';
import { asAppError } from '../engine/as-app-error.ts';

/** Something that went wrong outside of any view, or that was done and can be taken back. */
export interface Notice {
  readonly id: number;
  /** What was being done, or was done. */
  readonly what: string;
  /** Null when nothing went wrong. */
  readonly error: AppError | null;
  /** Takes back what was done; null when that cannot be, or there is nothing to take back. */
  readonly undo: (() => void) | null;
}

export interface NoticesStore extends StoreApi<{ readonly notices: readonly Notice[] }> {
  readonly dismiss: (id: number) => void;
  /** Tells what was done, for a while, with the way to take it back. */
  readonly tell: (what: string, undo?: () => void) => void;
  /** Waits for work whose failure has no place of its own, and tells about it. A cancelled one is no failure. */
  readonly watch: (what: string, work: Promise<unknown>) => void;
}

/** Long enough to find the way back by keyboard. */
const SHOWN_FOR = 20_000;

export function createNoticesStore(): NoticesStore {
  const store = createStore<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));
  let lastId = 0;

  function add(what: string, error: AppError | null, undo: (() => void) | null): number {
    lastId += 1;
    const notice = { id: lastId, what, error, undo };
    store.setState(({ notices }) => ({ notices: [...notices, notice] }));
    return lastId;
  }

  function dismiss(id: number): void {
    store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
  }

  function watch(what: string, work: Promise<unknown>): void {
    work.catch((cause: unknown) => {
      const error = asAppError(cause);
      if (error.code === 'CANCELLED') return;
      add(what, error, null);
    });
  }

  function tell(what: string, undo: (() => void) | null = null): void {
    const id = add(what, null, undo);
    setTimeout(() => dismiss(id), SHOWN_FOR);
  }

  return Object.assign(store, { dismiss, watch, tell });
}
