import type { EngineClient } from '../../shared/api/remote.ts';
import type { Services } from '../app/services.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { applyView } from './apply-view.ts';

type Concerned = Pick<
  Services,
  | 'engine'
  | 'workspace'
  | 'view'
  | 'filter'
  | 'columns'
  | 'histogram'
  | 'preferences'
  | 'savedViews'
  | 'notices'
>;

/** Follows what the workspace keeps, and shows its default view when it is opened. */
export async function keepSavedViews(services: Concerned, client: EngineClient): Promise<void> {
  const { workspace, savedViews, notices } = services;
  let asked = 0;

  async function load(): Promise<void> {
    if (workspace.getState().info === null) return;
    asked += 1;
    const question = asked;
    const known = await services.engine.savedViews({});
    if (question === asked) savedViews.setState(known);
  }

  async function open(): Promise<void> {
    savedViews.setState({
      applied: null,
      menu: null,
      views: [],
      recent: [],
      unreadable: [],
      defaultView: null,
    });
    await load();
    const { views, defaultView } = savedViews.getState();
    const view = views.find(({ id }) => id === defaultView);
    if (view !== undefined) await applyView(services, view);
  }

  const watch = (work: Promise<void>): void => notices.watch('The saved views could not be read.', work);
  client.onEvent(({ name }) => {
    if (name === 'views') watch(load());
  });
  let name = workspace.getState().info?.name;
  workspace.subscribe(({ info, epoch }, before) => {
    if (info === null) return;
    if (info.name !== name) {
      name = info.name;
      watch(open());
    } else if (epoch !== before.epoch) watch(load());
  });
  // A page whose saved views cannot be read starts without them, and says so.
  await open().catch((error: unknown) => watch(Promise.reject(asAppError(error))));
}
