import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Progress } from '../../../shared/api/contract.ts';
import type { CallOptions } from '../../../shared/api/remote.ts';
import { toWireError, type WireError } from '../../../shared/errors.ts';

/** Something long that the user started. */
export interface Job {
  readonly id: number;
  readonly kind: 'import' | 'export' | 'verify';
  readonly title: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: Progress | null;
  readonly error: WireError | null;
  readonly cancel: () => void;
}

export interface JobState {
  /** Newest first; ended ones stay until dismissed. */
  readonly jobs: readonly Job[];
}

/** Running and ended jobs, and the way to start one. */
export interface JobStore extends StoreApi<JobState> {
  /**
   * Runs `work` as a job with progress and cancellation. Resolves to its result, or to null when it failed or was
   * cancelled: the job then says so.
   */
  run<T>(kind: Job['kind'], title: string, work: (options: CallOptions) => Promise<T>): Promise<T | null>;
  dismiss(id: number): void;
}

/** A store of its own, so that progress redraws nothing but what shows it. */
export function createJobStore(): JobStore {
  const store = createStore<JobState>(() => ({ jobs: [] }));
  let lastId = 0;

  function change(id: number, part: Partial<Job>): void {
    store.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, ...part } : job)) }));
  }

  async function run<T>(
    kind: Job['kind'],
    title: string,
    work: (options: CallOptions) => Promise<T>,
  ): Promise<T | null> {
    lastId += 1;
    const id = lastId;
    const controller = new AbortController();
    const job: Job = {
      id,
      kind,
      title,
      state: 'running',
      progress: null,
      error: null,
      cancel: () => controller.abort(),
    };
    store.setState(({ jobs }) => ({ jobs: [job, ...jobs] }));
    try {
      const result = await work({
        signal: controller.signal,
        onProgress: (progress) => change(id, { progress }),
      });
      change(id, { state: 'done' });
      return result;
    } catch (thrown) {
      const error = toWireError(thrown);
      change(id, error.code === 'CANCELLED' ? { state: 'cancelled' } : { state: 'failed', error });
      return null;
    }
  }

  return {
    ...store,
    run,
    dismiss: (id) => store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) })),
  };
}
