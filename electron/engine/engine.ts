import type {
  Breakdown,
  EngineEvent,
  LogRef,
  RecordReading,
  WorkspaceInfo,
} from '../../shared/api/contract.ts';
import { localEngine } from '../../shared/api/local-engine.ts';
import type { EngineHandlers } from '../../shared/api/remote.ts';
import type { Dispatcher } from '../../shared/api/serve.ts';
import type { Source } from '../../shared/domain/source.ts';
import { AppError } from '../../shared/errors.ts';
import { type Analysis, createAnalysis } from './analyze/analysis.ts';
import { duplicatePairs } from './analyze/duplicate-pairs.ts';
import { createRecordReadings } from './analyze/record-reading.ts';
import { exportEvents } from './export/export-events.ts';
import { exportRejects } from './export/export-rejects.ts';
import { saveChart } from './export/save-chart.ts';
import type { FileGrants } from './file-grants.ts';
import { importFiles } from './import/import-files.ts';
import { storedLog } from './import/open/stored-log.ts';
import { previewFile } from './import/preview/preview-file.ts';
import type { LookedAt } from './import/preview/read-start.ts';
import { saveMapping } from './import/preview/save-mapping.ts';
import { saveProfile } from './import/preview/save-profile.ts';
import { listProfiles } from './import/profiles.ts';
import { restoreSource, withdrawSource } from './import/replace-source.ts';
import { type ColumnQueryEngine, createColumnQueryEngine } from './query/column-query-engine.ts';
import { type ColumnStore, createColumnStore } from './query/column-store.ts';
import { eventDetail } from './query/event-detail.ts';
import type { Checkpoint } from './query/loaded-columns.ts';
import { indexState } from './store/column-index.ts';
import { reindex } from './store/reindex.ts';
import { listRejects } from './store/rejects.ts';
import { listSources, sourceById } from './store/sources.ts';
import { verifyWorkspace } from './store/verify.ts';
import type { Workspace } from './store/workspace.ts';
import { revisionOf, workspaceInfo } from './store/workspace-info.ts';
import { savedViewHandlers } from './views/saved-view-handlers.ts';
import { sourceStatementHandlers } from './views/source-statements.ts';
import { usageReviewHandlers } from './views/usage-reviews.ts';

export interface EngineOptions {
  /** The open workspace, or null: then everything that needs one is refused with `NO_WORKSPACE`. */
  readonly workspace: Workspace | null;
  /** The files this engine may touch. */
  readonly files: FileGrants;
  /** A second way to learn that a call was cancelled, for threads that take no messages while they work. */
  readonly cancelled?: () => boolean;
}

/** An engine over one connection to a workspace, ready to be served on a port. */
export interface Engine extends Dispatcher {
  readonly handlers: EngineHandlers;
  /** Closes the workspace. */
  close(): void;
}

/**
 * Puts an engine together from store, import, query and export. An engine over a read-only connection has every
 * method of the contract; those that write are refused with `FORBIDDEN`.
 */
export function createEngine({ workspace, files, cancelled }: EngineOptions): Engine {
  const listeners = new Set<(event: EngineEvent) => void>();
  let store: ColumnStore | null = null;
  let query: ColumnQueryEngine | null = null;
  let analysis: Analysis | null = null;
  let readings: ((id: number) => RecordReading) | null = null;
  let indexReady = false;

  function opened(): Workspace {
    if (workspace !== null) return workspace;
    throw new AppError('NO_WORKSPACE', 'No workspace is open. Open or create one first.');
  }

  function writable(): Workspace {
    const open = opened();
    if (open.access === 'readwrite') return open;
    throw new AppError('FORBIDDEN', `This connection to "${open.name}" only reads.`);
  }

  function columnStore(): ColumnStore {
    store ??= createColumnStore(opened());
    return store;
  }

  function queries(): ColumnQueryEngine {
    query ??= createColumnQueryEngine(opened(), columnStore(), (keys, checkpoint) =>
      analyses().knownActors(keys, checkpoint),
    );
    return query;
  }

  function analyses(): Analysis {
    analysis ??= createAnalysis(opened(), columnStore());
    return analysis;
  }

  function tell(event: EngineEvent): void {
    for (const listen of [...listeners]) listen(event);
  }

  function info(open: Workspace): WorkspaceInfo {
    const known = workspaceInfo(open);
    indexReady = known.index.ready;
    return known;
  }

  /** Damage of the index shows when a column is read: the views then learn of it, so that it can be rebuilt. */
  function noticingDamage<T>(answer: () => T): T {
    const result = answer();
    const open = opened();
    const { ready } = indexState(open);
    if (indexReady && !ready) tell({ name: 'changed', revision: revisionOf(open) });
    indexReady = ready;
    return result;
  }

  /** Runs a write and tells every view when it changed something, also when it ended early. */
  async function writing<T>(open: Workspace, write: () => Promise<T>): Promise<T> {
    const before = revisionOf(open);
    try {
      return await write();
    } finally {
      const revision = revisionOf(open);
      if (revision !== before) tell({ name: 'changed', revision });
    }
  }

  /** A log to look at: a file, or the stored content of a source. */
  function readable(file: LogRef): LookedAt {
    return typeof file === 'string' ? files.resolve(file, 'read') : storedLog(opened(), file);
  }

  /** Changes whether a source counts. */
  function standing(source: number, change: (ws: Workspace, source: number) => void): Promise<Source> {
    const open = writable();
    return writing(open, async () => {
      change(open, source);
      return sourceById(open, source);
    });
  }

  /** Actors under the names that are known of them. */
  function named(breakdown: Breakdown, checkpoint: Checkpoint): Breakdown {
    return breakdown.by === 'actor' ? analyses().withActorNames(breakdown, checkpoint) : breakdown;
  }

  const handlers: EngineHandlers = {
    workspace: () => (workspace === null ? null : info(workspace)),
    sources: () => listSources(opened()),
    rejects: (arg) => listRejects(opened(), arg),
    profiles: () => listProfiles(),
    columns: () => queries().columns(),
    summary: ({ filter }, context) => queries().summary(filter, context),
    breakdown: (arg, context) => named(queries().breakdown(arg, context), context),
    histogram: (arg, context) => queries().histogram(arg, context),
    rows: (arg, context) => queries().rows(arg, context),
    facetValues: (arg, context) => queries().facetValues(arg, context),
    dashboard: (arg, context) =>
      noticingDamage(() => {
        const dashboard = queries().dashboard(arg, context);
        return { ...dashboard, breakdowns: dashboard.breakdowns.map((found) => named(found, context)) };
      }),
    usageMatrix: (arg, context) => queries().usage.usageMatrix(arg, context),
    usageBursts: (arg, context) => queries().usage.usageBursts(arg, context),
    usageOutliers: (arg, context) => queries().usage.usageOutliers(arg, context),
    monthFigures: (arg, context) => queries().usage.monthFigures(arg, context),
    event: ({ id }, context) => {
      const detail = eventDetail(opened(), id);
      return { ...detail, resolvedActor: analyses().resolvedActor(detail.event, context) };
    },
    neighbours: (arg, context) => queries().neighbours(arg, context),
    recordReading: ({ id }) => {
      readings ??= createRecordReadings(opened());
      return readings(id);
    },
    sourceAccount: (arg, context) => analyses().sourceAccount(arg, context),
    duplicates: (arg) => duplicatePairs(opened(), arg),
    coverage: (arg, context) => analyses().coverage(arg, context),
    compareSources: (arg, context) => analyses().compareSources(arg, context),
    actors: (arg, context) => analyses().actors(arg, context),
    actorNames: (_arg, context) => analyses().actorNames(context),
    previewImport: ({ file, options }, context) => previewFile(readable(file), options, context),
    saveMapping: ({ options, target }) => saveMapping(files.resolve(target, 'write').path, options),
    saveProfile: ({ file, ...asked }, context) => saveProfile(readable(file), asked, context),
    importFiles: ({ files: chosen, options, again = false }, context) => {
      const open = writable();
      const read = chosen.map((file) => (typeof file === 'string' ? files.resolve(file, 'read') : file));
      return writing(open, () => importFiles(open, read, options, context, again));
    },
    withdrawSource: ({ source }) => standing(source, withdrawSource),
    restoreSource: ({ source }) => standing(source, restoreSource),
    reindex: async (_arg, context) => {
      const open = writable();
      try {
        return await reindex(open, context);
      } finally {
        tell({ name: 'changed', revision: revisionOf(open) }); // the same events, with another index
      }
    },
    relaxations: ({ filter }, context) => queries().relaxations(filter, context),
    ...savedViewHandlers({ opened, queries, files, tell }),
    saveChart: ({ target, ...chart }) => saveChart(files.resolve(target, 'write').path, chart),
    ...usageReviewHandlers({ opened, tell }),
    ...sourceStatementHandlers({ opened, tell }),
    exportEvents: ({ filter, sort, format, target }, context) => {
      const { path } = files.resolve(target, 'write');
      return exportEvents(opened(), queries(), { filter, sort, format, path }, context);
    },
    exportRejects: ({ source, format, target }, context) => {
      const { path } = files.resolve(target, 'write');
      return exportRejects(opened(), { source, format, path }, context);
    },
    verify: (_arg, context) => verifyWorkspace(opened(), context),
  };

  return {
    handlers,
    engine: localEngine(handlers, cancelled),
    onEvent(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    close() {
      listeners.clear();
      workspace?.close();
    },
  };
}
