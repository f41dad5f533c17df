import { visibleText } from '../../shared/text/visible-text.ts';
import type { Command } from '../app/commands.ts';
import type { Services } from '../app/services.ts';
import { importView, showView } from './view-actions.ts';

/** What the command palette can do with saved views. */
export function viewCommands(services: Services): readonly Command[] {
  const { savedViews } = services;
  return [
    {
      id: 'views',
      title: 'Saved views and recent filters…',
      keys: null,
      run: () => openMenu(services, 'views'),
    },
    { id: 'views.save', title: 'Save view…', keys: null, run: () => openMenu(services, 'save') },
    { id: 'views.import', title: 'Import a view from a file…', keys: null, run: () => importView(services) },
    ...savedViews.getState().views.map((view) => ({
      id: `views.${view.id}`,
      title: `Open view: ${visibleText(view.name)}`,
      keys: null,
      run: () => showView(services, view),
    })),
  ];
}

/** Opens a menu of the filter row, in the audit log where no log is on screen. */
function openMenu({ view, savedViews, queryInput }: Services, menu: 'views' | 'save'): void {
  if (queryInput.current === null) view.setState({ view: 'audit' });
  requestAnimationFrame(() => savedViews.setState({ menu }));
}
