import type { DroppedFile, PickedFile } from '../../shared/api/shell.ts';
import type { SavedView, ViewContent } from '../../shared/views/saved-view.ts';
import { VIEW_FILE_SUFFIX } from '../../shared/views/view-file.ts';
import type { Services } from '../app/services.ts';
import { applyView } from './apply-view.ts';
import { onScreen } from './view-on-screen.ts';

/* What can be done with a saved view. Failures that have no place of their own become notices. */

/** Shows a view; see {@link applyView}. */
export function showView(services: Services, view: SavedView, since = false): void {
  services.notices.watch(`“${view.name}” could not be shown.`, applyView(services, view, since));
}

/** Puts what is on screen in place of what a view held. */
export function updateView(services: Services, view: SavedView): void {
  const work = async (): Promise<void> => {
    const before = view;
    await services.engine.saveView({ id: view.id, view: { ...view, ...onScreen(services) } });
    services.savedViews.setState({ applied: { id: view.id, since: false }, menu: null });
    services.notices.tell(`“${view.name}” is now what is on screen.`, () =>
      services.notices.watch(
        'The view was not put back.',
        services.engine.saveView({ id: before.id, view: before }),
      ),
    );
  };
  services.notices.watch(`“${view.name}” was not updated.`, work());
}

/** Takes a view off the list, with the way back. */
export function deleteView(
  { engine, notices }: Services,
  { id, name }: Pick<SavedView, 'id' | 'name'>,
): void {
  const work = async (): Promise<void> => {
    await engine.deleteView({ id });
    notices.tell(`“${name}” was deleted, with its reviews.`, () =>
      notices.watch(`“${name}” was not put back.`, engine.restoreView({ id })),
    );
  };
  notices.watch(`“${name}” was not deleted.`, work());
}

/** Sets the view the workspace is opened with; null for none. */
export function setDefaultView({ engine, notices }: Services, id: number | null): void {
  notices.watch('The default view was not changed.', engine.setDefaultView({ id }));
}

/** Saves a view that did not come from this workspace, and shows it. */
export function saveStarterView(services: Services, starter: ViewContent): void {
  const work = async (): Promise<void> => {
    const view = await services.engine.saveView({ id: null, view: starter });
    services.savedViews.setState(await services.engine.savedViews({}));
    await applyView(services, view);
  };
  services.notices.watch(`“${starter.name}” was not saved.`, work());
}

/** Writes a view as a file for other workspaces. */
export function exportView({ engine, shell, notices }: Services, { id, name }: SavedView): void {
  const work = async (): Promise<void> => {
    const stem = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'view';
    const target = await shell.pickExportTarget(`${stem.slice(0, 60)}${VIEW_FILE_SUFFIX}`, 'json');
    if (target === null) return;
    await engine.exportView({ id, target: target.handle });
    await shell.deliverExport(target);
    notices.tell(`“${name}” was written to ${target.name}. Reviews are not in it.`);
  };
  notices.watch(`“${name}” was not exported.`, work());
}

/** Asks for the file of a view, saves it here and shows it. */
export function importView(services: Services): void {
  services.notices.watch('The view was not imported.', takeFile(services, services.shell.pickView()));
}

/** Whether a file is called like that of a view. */
export function isViewFile({ name }: Pick<PickedFile, 'name'>): boolean {
  return name.toLowerCase().endsWith(VIEW_FILE_SUFFIX);
}

/** Takes files of views that were dropped on the window; the last one is shown. */
export function importDroppedViews(services: Services, files: readonly DroppedFile[]): void {
  const work = async (): Promise<void> => {
    await takeFiles(services, await services.shell.takeDropped(files));
  };
  services.notices.watch('The view was not imported.', work());
}

/** Takes files of views that were chosen among logs. */
export function importPickedViews(services: Services, files: readonly PickedFile[]): void {
  services.notices.watch('The view was not imported.', takeFiles(services, files));
}

async function takeFiles(services: Services, files: readonly PickedFile[]): Promise<void> {
  for (const picked of files) await takeFile(services, Promise.resolve(picked));
}

async function takeFile(services: Services, picking: Promise<PickedFile | null>): Promise<void> {
  const { engine, notices, savedViews } = services;
  const picked = await picking;
  if (picked === null) return;
  const { view, remarks } = await engine.importView({ file: picked.handle });
  savedViews.setState(await engine.savedViews({}));
  await applyView(services, view);
  notices.tell([`“${view.name}” was imported.`, ...remarks].join(' '));
}
