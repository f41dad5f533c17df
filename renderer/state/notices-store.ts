import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../shared/errors.ts';
import { asAppError } from '../engine/as-app-error.ts';

/** Something that went wrong outside of any view. */
export interface Notice {
  readonly id: number;
  /** What was being done. */
  readonly what: string;
  readonly error: AppError;
}

export interface NoticesStore extends StoreApi<{ readonly notices: readonly Notice[] }> {
  readonly dismiss: (id: number) => void;
  /** Waits for work whose failure has no place of its own, and tells about it. A cancelled one is no failure. */
  readonly watch: (what: string, work: Promise<unknown>) => void;
}

export function createNoticesStore(): NoticesStore {
  const store = createStore<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));
  let lastId = 0;

  function dismiss(id: number): void {
    store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
  }

  function watch(what: string, work: Promise<unknown>): void {
    work.catch((cause: unknown) => {
      const error = asAppError(cause);
      if (error.code === 'CANCELLED') return;
      lastId += 1;
      const notice = { id: lastId, what, error };
      store.setState(({ notices }) => ({ notices: [...notices, notice] }));
    });
  }

  return Object.assign(store, { dismiss, watch });
}
