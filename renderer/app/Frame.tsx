import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { AroundDialog } from '../filters/AroundDialog.tsx';
import { GoToDialog } from '../grid/GoToDialog.tsx';
import { ImportStep } from '../imports/ImportStep.tsx';
import { useImport } from '../imports/use-import.ts';
import { IndexNotice } from '../indexing/IndexNotice.tsx';
import { JobsPanel } from '../jobs/JobsPanel.tsx';
import { MappingScreen } from '../mapping/MappingScreen.tsx';
import { SourcesView } from '../sources/SourcesView.tsx';
import { isLog, scopeOf, type View } from '../state/view-store.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { AuditView } from '../views/AuditView.tsx';
import { EvidenceView } from '../views/EvidenceView.tsx';
import { InvestigateView } from '../views/InvestigateView.tsx';
import { NoWorkspaceView } from '../views/NoWorkspaceView.tsx';
import { UsageView } from '../views/UsageView.tsx';
import { WelcomeView } from '../views/WelcomeView.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { buildCommands, exportNow } from './commands.ts';
import { DropZone } from './DropZone.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import styles from './Frame.module.css';
import { Navigation } from './Navigation.tsx';
import { Notices } from './Notices.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useServices } from './services-context.ts';
import { TitleRow } from './TitleRow.tsx';
import { useFilterKeys } from './use-filter-keys.ts';
import { useGlobalKeys } from './use-global-keys.ts';
import { useShellCommands } from './use-shell-commands.ts';
import { toggledTheme, useShownTheme } from './use-shown-theme.ts';
import { newWorkspace, openWorkspace } from './workspace-commands.ts';

/** Navigation, title row, view and status bar: the frame every view is in. */
export function Frame() {
  const services = useServices();
  const { view, preferences, queryInput } = services;
  const current = useStore(view, (state) => state.view);
  useStore(view, scopeOf); // commands are those of the scope
  const imports = useImport();
  useStore(services.savedViews, (state) => state.views); // each is a command
  const shown = useShownTheme();
  const switchTheme = (): void => preferences.setState({ theme: toggledTheme(shown) });
  const commands = buildCommands(services, imports, switchTheme);

  useGlobalKeys();
  useFilterKeys();
  useShellCommands({
    import: imports.pick,
    export: () => exportNow(services, 'csv'),
    newWorkspace: () => newWorkspace(services),
    openWorkspace: () => openWorkspace(services),
    toggleTheme: switchTheme,
    focusSearch: () => queryInput.current?.select(),
  });

  return (
    <div className={styles.frame}>
      <Navigation />
      <TitleRow />
      <main className={styles.main}>
        <EngineState />
        <IndexNotice />
        <ErrorBoundary resetKey={current}>
          <CurrentView view={current} />
        </ErrorBoundary>
      </main>
      <StatusBar />
      <JobsPanel />
      <ImportStep />
      <Notices />
      <CommandPalette commands={commands} />
      <ShortcutsDialog />
      {isLog(current) && <GoToDialog />}
      <AroundDialog />
      <DropZone />
    </div>
  );
}

function CurrentView({ view }: { readonly view: View }) {
  const { workspace, mapping } = useServices();
  const mapped = useStore(mapping, (state) => state.shown && state.files.length > 0);
  const loaded = useStore(workspace, (state) => state.loaded);
  const isEmpty = useStore(workspace, (state) => state.info?.sources === 0);
  const isOpen = useStore(workspace, (state) => state.info !== null);
  const fails = useStore(workspace, (state) => state.lost || state.error !== null);
  if (!loaded) return null;
  if (!isOpen) return fails ? null : <NoWorkspaceView />;
  if (mapped) return <MappingScreen />;
  switch (view) {
    case 'audit':
      return isEmpty ? <WelcomeView /> : <AuditView />;
    case 'usage':
      return isEmpty ? <WelcomeView /> : <UsageView />;
    case 'investigate':
      return <InvestigateView />;
    case 'sources':
      return <SourcesView />;
    case 'evidence':
      return <EvidenceView />;
  }
}

/** Says when the engine is gone or the workspace cannot be read. */
function EngineState() {
  const { workspace } = useServices();
  const { lost, error } = useStore(workspace);
  const problem = useMemo(() => {
    if (lost)
      return {
        code: 'ENGINE_LOST',
        message: 'Trailglass does not answer. Start it again, then reload this window.',
        details: undefined,
      } as const;
    return error;
  }, [lost, error]);
  if (problem === null) return null;
  return (
    <div className={styles.fault}>
      <ErrorNotice
        what="The workspace cannot be reached."
        error={problem}
        onRetry={() => void workspace.refresh()}
      />
      {lost && <Button onClick={() => location.reload()}>Reload</Button>}
    </div>
  );
}
