import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { isReindexing } from '../state/jobs-store.ts';

/** How the column index stands, in two or three words; nothing while there is nothing to index. */
export function IndexMark() {
  const { workspace, jobs } = useServices();
  const info = useStore(workspace, (state) => state.info);
  const rebuilding = useStore(jobs, (state) => isReindexing(state.jobs));
  if (info === null || info.events === 0) return null;
  return <span className="muted">{stateOf(info.index.ready, rebuilding)}</span>;
}

function stateOf(ready: boolean, rebuilding: boolean): string {
  if (rebuilding) return 'column index being rebuilt';
  return ready ? 'column index ready' : 'column index not usable';
}
