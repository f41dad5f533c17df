import { ActionIcon, Button, Menu } from '@mantine/core';
import { ChevronDown, Command, Keyboard } from 'lucide-react';
import { useStore } from 'zustand';
import { QueryBox } from '../filters/QueryBox.tsx';
import { ImportButton } from '../imports/ImportButton.tsx';
import { isLog } from '../state/view-store.ts';
import { LogText } from '../ui/LogText.tsx';
import { AsOfControl } from './AsOfControl.tsx';
import styles from './Frame.module.css';
import { HistoryButtons } from './HistoryButtons.tsx';
import { useServices } from './services-context.ts';
import { ThemeToggle } from './ThemeToggle.tsx';
import { newWorkspace, openWorkspace } from './workspace-commands.ts';
import { ZoneSwitch } from './ZoneSwitch.tsx';

/** The workspace, the search box, and the settings every view shares. */
export function TitleRow() {
  const { view, queryInput } = useServices();
  const current = useStore(view, (state) => state.view);
  return (
    <header className={styles.title}>
      <HistoryButtons />
      <WorkspaceName />
      {isLog(current) ? <QueryBox input={queryInput} /> : <span className={styles.push} />}
      <div className={styles.settings}>
        <ZoneSwitch />
        <AsOfControl />
        {current !== 'sources' && <ImportButton />}
        <ThemeToggle />
        <ActionIcon
          className={styles.shortcutsButton}
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => view.setState({ shortcutsOpen: true })}
        >
          <Keyboard size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          aria-label="Command palette"
          title="Command palette (Ctrl K)"
          onClick={() => view.setState({ paletteOpen: true })}
        >
          <Command size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
    </header>
  );
}

function WorkspaceName() {
  const services = useServices();
  const { workspace, shellInfo } = services;
  const name = useStore(workspace, (state) => state.info?.name ?? 'No workspace');
  if (!shellInfo.canSwitchWorkspace) {
    return (
      <p className={styles.workspace} title={name}>
        <LogText text={name} limit={80} />
      </p>
    );
  }
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Button
          variant="subtle"
          className={styles.workspace}
          aria-label={`Workspace ${name}`}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => newWorkspace(services)}>New workspace…</Menu.Item>
        <Menu.Item onClick={() => openWorkspace(services)}>Open workspace…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
