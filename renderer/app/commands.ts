import { EXPORT_FORMATS, type ExportFormat } from '../../shared/api/contract.ts';
import { clearAll } from '../../shared/filter/edit.ts';
import { TIME_PRESETS } from '../../shared/filter/filter.ts';
import { RELATIVE_PRESETS } from '../../shared/time/range.ts';
import { runExport } from '../exports/run-export.ts';
import { suggestName } from '../exports/suggest-name.ts';
import { choosePreset } from '../filters/keep-opening-range.ts';
import { gridCommands } from '../grid/grid-commands.ts';
import { zoomOut } from '../histogram/zoom.ts';
import type { ImportActions } from '../imports/use-import.ts';
import { runReindex } from '../indexing/run-reindex.ts';
import { viewCommands } from '../saved-views/view-commands.ts';
import { isLog, scopeOf, VIEWS } from '../state/view-store.ts';
import { usageCommands } from '../usage/usage-commands.ts';
import { VIEW_LABELS } from './Navigation.tsx';
import { currentScopedFilter, type Services } from './services.ts';
import { ANYWHERE, FILTERING, keysOf } from './shortcuts.ts';
import { newWorkspace, openWorkspace } from './workspace-commands.ts';
import { localZone } from './zone-names.ts';

/** Something the command palette can do. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Keys that do the same, for people. */
  readonly keys: string | null;
  readonly run: () => void;
}

/** Every command. `switchTheme` is given, because only the page knows which theme is shown. */
export function buildCommands(
  services: Services,
  imports: ImportActions,
  switchTheme: () => void,
): readonly Command[] {
  const { view, filter, preferences, shellInfo, queryInput } = services;
  return [
    ...VIEWS.map((name, at) => ({
      id: `view.${name}`,
      title: `Go to ${VIEW_LABELS.get(name) ?? name}`,
      keys: `Alt ${at + 1}`,
      run: () => view.setState({ view: name }),
    })),
    ...usageCommands(services),
    {
      id: 'search',
      title: 'Search or write a query',
      keys: keysOf(ANYWHERE, 'search'),
      run: () => focusQuery(services),
    },
    { id: 'import', title: 'Import files…', keys: null, run: imports.pick },
    { id: 'map', title: 'Check and map files…', keys: null, run: imports.map },
    { id: 'samples', title: 'Open the sample logs', keys: null, run: imports.samples },
    ...EXPORT_FORMATS.map((format) => ({
      id: `export.${format}`,
      title: `Export this filter as ${{ csv: 'CSV', json: 'JSON', jsonl: 'JSON Lines' }[format]}…`,
      keys: null,
      run: () => exportNow(services, format),
    })),
    ...(isLog(view.getState().view) ? gridCommands(services) : []),
    ...RELATIVE_PRESETS.map((preset) => ({
      id: `time.${preset}`,
      title: `Time: ${TIME_PRESETS[preset]}`,
      keys: null,
      run: () => choosePreset(services, preset),
    })),
    ...[
      ['UTC', 'UTC'],
      [localZone(), 'the zone of this machine'],
    ].map(([zone = 'UTC', name = zone]) => ({
      id: `zone.${name}`,
      title: `Show times in ${name}`,
      keys: null,
      run: () => preferences.setState({ zone }),
    })),
    ...viewCommands(services),
    { id: 'zoom.reset', title: 'Reset the zoom of the histogram', keys: null, run: () => zoomOut(services) },
    {
      id: 'histogram.table',
      title: 'Show or hide the histogram as a table',
      keys: null,
      run: () => services.histogram.setState(({ tableOpen }) => ({ tableOpen: !tableOpen })),
    },
    {
      id: 'histogram.shown',
      title: 'Show or hide the histogram',
      keys: null,
      run: () => services.histogram.show(!services.histogram.getState().shown),
    },
    { id: 'clear', title: 'Clear all filters', keys: null, run: () => filter.apply(clearAll) },
    {
      id: 'time',
      title: 'Time range…',
      keys: keysOf(FILTERING, 'time'),
      run: () => openMenu(services, 'time'),
    },
    {
      id: 'fields',
      title: 'Filter by a field…',
      keys: keysOf(FILTERING, 'fields'),
      run: () => openMenu(services, 'fields'),
    },
    {
      id: 'back',
      title: 'Back to the filter and view before',
      keys: keysOf(ANYWHERE, 'back'),
      run: services.places.back,
    },
    { id: 'forward', title: 'Forward', keys: keysOf(ANYWHERE, 'forward'), run: services.places.forward },
    { id: 'undo', title: 'Undo the last filter change', keys: keysOf(ANYWHERE, 'undo'), run: filter.undo },
    { id: 'redo', title: 'Redo the filter change', keys: keysOf(ANYWHERE, 'redo'), run: filter.redo },
    { id: 'theme', title: 'Switch between light and dark', keys: null, run: switchTheme },
    {
      id: 'theme.system',
      title: 'Use the theme of the system',
      keys: null,
      run: () => preferences.setState({ theme: 'system' }),
    },
    {
      id: 'jobs',
      title: 'Show jobs: imports, exports, rebuilds',
      keys: null,
      run: () => view.setState({ jobsOpen: true }),
    },
    {
      id: 'reindex',
      title: 'Rebuild the column index',
      keys: null,
      run: () => {
        view.setState({ jobsOpen: true });
        void runReindex(services);
      },
    },
    {
      id: 'shortcuts',
      title: 'Show keyboard shortcuts',
      keys: keysOf(ANYWHERE, 'shortcuts'),
      run: () => view.setState({ shortcutsOpen: true }),
    },
    ...(shellInfo.canSwitchWorkspace
      ? [
          { id: 'workspace.new', title: 'New workspace…', keys: null, run: () => newWorkspace(services) },
          {
            id: 'workspace.open',
            title: 'Open workspace…',
            keys: null,
            run: () => openWorkspace(services),
          },
        ]
      : []),
  ];

  function focusQuery({ queryInput: box }: Pick<Services, 'queryInput'>): void {
    if (queryInput.current === null) view.setState({ view: 'audit' });
    requestAnimationFrame(() => box.current?.select());
  }
}

/** Opens a menu of the filter row, in the audit log where no log is on screen. */
function openMenu({ view, queryInput }: Services, filterMenu: string): void {
  if (queryInput.current === null) view.setState({ view: 'audit' });
  requestAnimationFrame(() => view.setState({ filterMenu }));
}

/** Exports what the log view on screen (else the audit log) shows. */
export function exportNow(services: Services, format: ExportFormat): void {
  services.notices.watch('Nothing was exported.', exportShown(services, format));
}

async function exportShown(services: Services, format: ExportFormat): Promise<void> {
  const { engine, view, columns, grid } = services;
  const scope = scopeOf(view.getState());
  const filter = currentScopedFilter(services);
  const suggestedName = await suggestName(services, filter, format, await engine.summary({ filter }));
  await runExport(services, {
    filter,
    sort: columns.getState().sorts[grid.current?.table ?? scope],
    format,
    suggestedName,
  });
}

/** Commands whose title contains every word, best first: titles that begin with the text. */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  const starts = (command: Command): number =>
    Number(command.title.toLowerCase().startsWith(text.toLowerCase()));
  return found.toSorted((a, b) => starts(b) - starts(a));
}
