import { Button, Popover, TextInput } from '@mantine/core';
import { Bookmark, ChevronDown, FileUp, Search } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { SavedView } from '../../shared/views/saved-view.ts';
import { useServices } from '../app/services-context.ts';
import { RecentFilters } from './RecentFilters.tsx';
import styles from './SavedViews.module.css';
import { ReadOnlyNote } from './SaveViewButton.tsx';
import { StarterViews } from './StarterViews.tsx';
import { ViewItem } from './ViewItem.tsx';
import { deleteView, importView } from './view-actions.ts';

/** The saved views and the filters in use lately. */
export const ViewsMenu = memo(function ViewsMenu() {
  const { savedViews } = useServices();
  const open = useStore(savedViews, (state) => state.menu === 'views');
  const setOpen = (now: boolean): void => savedViews.setState({ menu: now ? 'views' : null });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={440} trapFocus shadow="md">
      <Popover.Target>
        <Button
          className={styles.viewsButton}
          aria-label="Views"
          title="Saved views and recent filters"
          aria-expanded={open}
          leftSection={<Bookmark size={14} aria-hidden="true" />}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.viewsText}>Views</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Views">{open && <ViewsList />}</Popover.Dropdown>
    </Popover>
  );
});

function ViewsList() {
  const services = useServices();
  const { savedViews, workspace } = services;
  const { views, unreadable } = useStore(savedViews);
  const canSave = useStore(workspace, (state) => state.info?.canSave ?? false);
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  // What was deleted took the focus with it; without any, no key would close the menu.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever the list is another
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus();
  }, [views]);
  const found = views.filter((view) => matches(view, search));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move the focus between the buttons inside
    <div className={styles.list} onKeyDown={moveFocus}>
      <TextInput
        ref={input}
        data-autofocus
        data-view-entry
        aria-label="Search views"
        placeholder="Search views"
        leftSection={<Search size={14} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {!canSave && <ReadOnlyNote />}
      <div className={styles.scroll}>
        {found.length > 0 && (
          <ul aria-label="Saved views">
            {found.map((view) => (
              <ViewItem key={view.id} view={view} canSave={canSave} />
            ))}
          </ul>
        )}
        {views.length > 0 && found.length === 0 && (
          <p className={styles.note}>No saved view matches “{visibleText(search)}”.</p>
        )}
        {views.length === 0 && <StarterViews canSave={canSave} search={search} />}
        {unreadable.map((view) => (
          <p key={view.id} className={styles.note}>
            “{visibleText(view.name)}” cannot be read; another program changed it.{' '}
            <Button disabled={!canSave} onClick={() => deleteView(services, view)}>
              Delete it
            </Button>
          </p>
        ))}
        <RecentFilters search={search} />
      </div>
      <Button
        variant="subtle"
        className={styles.importButton}
        leftSection={<FileUp size={14} aria-hidden="true" />}
        disabled={!canSave}
        onClick={() => {
          savedViews.setState({ menu: null });
          importView(services);
        }}
      >
        Import a view from a file…
      </Button>
    </div>
  );
}

function matches({ name, description, written }: SavedView, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [name, description, written].some((text) => text.toLowerCase().includes(wanted));
}

/** Up and down go through search box and entries; Enter in the search box takes the first entry. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (!['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return;
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-view-entry]')];
  const at = entries.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  if (event.key === 'Enter') {
    if (at !== 0) return;
    entries[1]?.click();
  } else
    entries[Math.max(0, Math.min(entries.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  event.preventDefault();
}
