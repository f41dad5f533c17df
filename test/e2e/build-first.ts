import { ensureBuilt } from '../../electron/hosts/start/build.ts';
import { makeSampleWorkspace } from './sample-workspace.ts';

/** Specs run what was built; building once beforehand keeps `npm start` in a spec from building beneath the others. */
export default function buildFirst(): void {
  ensureBuilt();
  makeSampleWorkspace();
}
