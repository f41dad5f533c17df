import type { EngineEvent } from '../../../shared/api/contract.ts';
import type { EngineHandlers } from '../../../shared/api/remote.ts';
import type { FileGrants } from '../file-grants.ts';
import type { QueryEngine } from '../query/query-engine.ts';
import type { Workspace } from '../store/workspace.ts';
import { changing } from './apart.ts';
import { forgetFilters, rememberFilter } from './recent-filters.ts';
import { reviewView } from './review-view.ts';
import { deleteView, listSavedViews, restoreView, saveView, setDefaultView } from './saved-views.ts';
import { exportView, importView } from './view-files.ts';

interface SavedViewParts {
  readonly opened: () => Workspace;
  readonly queries: () => QueryEngine;
  readonly files: FileGrants;
  readonly tell: (event: EngineEvent) => void;
}

type SavedViewMethod =
  | 'savedViews'
  | 'saveView'
  | 'deleteView'
  | 'restoreView'
  | 'setDefaultView'
  | 'reviewView'
  | 'exportView'
  | 'importView'
  | 'rememberFilter'
  | 'forgetFilters';

/** The methods of the contract about saved views, reviews and recent filters. */
export function savedViewHandlers({
  opened,
  queries,
  files,
  tell,
}: SavedViewParts): Pick<EngineHandlers, SavedViewMethod> {
  /** Every page learns that there is something else to list. */
  function told<T>(result: T): T {
    tell({ name: 'views' });
    return result;
  }

  return {
    savedViews: () => listSavedViews(opened()),
    saveView: ({ id, view }) => told(saveView(opened(), id, view)),
    deleteView: ({ id }) => told(deleteView(opened(), id)),
    restoreView: ({ id }) => told(restoreView(opened(), id)),
    setDefaultView: ({ id }) => told(setDefaultView(opened(), id)),
    reviewView: (arg, context) => told(reviewView(opened(), queries(), arg, context)),
    exportView: ({ id, target }) => exportView(opened(), id, files.resolve(target, 'write').path),
    importView: async ({ file }) => told(await importView(opened(), files.resolve(file, 'read'))),
    rememberFilter(arg) {
      const ws = opened();
      const at = ws.clock().toISOString();
      return told(changing(ws, (db) => rememberFilter(db, { ...arg, at })));
    },
    forgetFilters: () => told(changing(opened(), forgetFilters)),
  };
}
