import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExportReport, ImportOptions, Progress, ReindexReport } from '../../shared/api/contract.ts';
import type { ImportReport } from '../../shared/domain/source.ts';
import type { AppError } from '../../shared/errors.ts';
import type { LogFile } from './log-file.ts';

/** What a job does. */
export type JobTask =
  | { readonly kind: 'import'; readonly files: readonly LogFile[]; readonly options: ImportOptions }
  | { readonly kind: 'export'; readonly name: string; readonly filter: string }
  | { readonly kind: 'reindex' };

/** How a job stands. */
export type JobState =
  | { readonly name: 'running'; readonly progress: Progress | null; readonly cancelling: boolean }
  | { readonly name: 'imported'; readonly report: ImportReport }
  | { readonly name: 'exported'; readonly report: ExportReport }
  | { readonly name: 'reindexed'; readonly report: ReindexReport }
  | { readonly name: 'cancelled' }
  | { readonly name: 'failed'; readonly error: AppError };

/** Long work: what the user started, and the rebuilding of the index. */
export interface Job {
  readonly id: number;
  readonly task: JobTask;
  readonly state: JobState;
  readonly cancel: () => void;
}

export interface JobsStore extends StoreApi<{ readonly jobs: readonly Job[] }> {
  /** Adds a running job and returns its id. */
  readonly start: (task: JobTask, cancel: () => void) => number;
  readonly set: (id: number, state: JobState) => void;
  /** Takes finished jobs off the list. */
  readonly clear: () => void;
}

export function createJobsStore(): JobsStore {
  const store = createStore<{ readonly jobs: readonly Job[] }>(() => ({ jobs: [] }));
  let lastId = 0;

  function start(task: JobTask, cancel: () => void): number {
    lastId += 1;
    const id = lastId;
    const cancelOnce = (): void => {
      const job = store.getState().jobs.find((other) => other.id === id);
      if (job?.state.name !== 'running' || job.state.cancelling) return;
      set(id, { ...job.state, cancelling: true });
      cancel();
    };
    const job: Job = {
      id,
      task,
      cancel: cancelOnce,
      state: { name: 'running', progress: null, cancelling: false },
    };
    store.setState(({ jobs }) => ({ jobs: [job, ...jobs] }));
    return id;
  }

  function set(id: number, state: JobState): void {
    store.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, state } : job)) }));
  }

  function clear(): void {
    store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.state.name === 'running') }));
  }

  return Object.assign(store, { start, set, clear });
}

/** The running jobs, newest first. */
export function runningJobs(jobs: readonly Job[]): readonly Job[] {
  return jobs.filter((job) => job.state.name === 'running');
}

/** Whether the column index is being rebuilt. */
export function isReindexing(jobs: readonly Job[]): boolean {
  return runningJobs(jobs).some(({ task }) => task.kind === 'reindex');
}
