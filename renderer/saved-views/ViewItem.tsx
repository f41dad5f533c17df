import { ActionIcon, Button } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { TIME_PRESETS } from '../../shared/filter/filter.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { SavedView } from '../../shared/views/saved-view.ts';
import { useServices } from '../app/services-context.ts';
import { LogText } from '../ui/LogText.tsx';
import { ReviewMark } from './ReviewMark.tsx';
import styles from './SavedViews.module.css';
import { ViewForm, type ViewWords } from './ViewForm.tsx';
import { deleteView, exportView, setDefaultView, showView, updateView } from './view-actions.ts';

interface ViewItemProps {
  readonly view: SavedView;
  readonly canSave: boolean;
}

/** A saved view: shown with a click; what else can be done with it unfolds below. */
export function ViewItem({ view, canSave }: ViewItemProps) {
  const services = useServices();
  const { savedViews } = services;
  const isDefault = useStore(savedViews, (state) => state.defaultView === view.id);
  const isShown = useStore(savedViews, (state) => state.applied?.id === view.id);
  const [open, setOpen] = useState(false);
  const name = visibleText(view.name);
  const { preset } = view.filter.time;
  return (
    <li className={styles.item} data-shown={isShown}>
      <div className={styles.itemHead}>
        <button
          type="button"
          data-view-entry
          className={styles.entry}
          aria-label={`Show view: ${name}`}
          onClick={() => showView(services, view)}
        >
          <span className={styles.entryName}>
            <LogText text={view.name} limit={120} />
            {isDefault && <span className={styles.tag}>default</span>}
            <ReviewMark view={view} />
          </span>
          <span className={styles.about}>
            {TIME_PRESETS[preset]} ·{' '}
            <LogText text={view.description || view.written || 'No conditions'} limit={110} />
          </span>
        </button>
        <ActionIcon
          aria-label={`Actions for ${name}`}
          title="Actions"
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          <Ellipsis size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
      {open && <ViewActions view={view} canSave={canSave} isDefault={isDefault} />}
    </li>
  );
}

function ViewActions({ view, canSave, isDefault }: ViewItemProps & { readonly isDefault: boolean }) {
  const services = useServices();
  const [editing, setEditing] = useState(false);

  async function rename({ isDefault: asDefault, ...words }: ViewWords): Promise<void> {
    await services.engine.saveView({ id: view.id, view: { ...view, ...words } });
    if (asDefault !== isDefault) await services.engine.setDefaultView({ id: asDefault ? view.id : null });
    setEditing(false);
  }

  if (editing) {
    const { name, description, cadence } = view;
    return (
      <ViewForm
        initial={{ name, description, cadence, isDefault }}
        submit="Save changes"
        onSubmit={rename}
        onCancel={() => setEditing(false)}
      />
    );
  }
  return (
    <div className={styles.actions}>
      <Button disabled={!canSave} onClick={() => setEditing(true)}>
        Rename, edit…
      </Button>
      <Button disabled={!canSave} onClick={() => updateView(services, view)}>
        Update with what is on screen
      </Button>
      <Button disabled={!canSave} onClick={() => setDefaultView(services, isDefault ? null : view.id)}>
        {isDefault ? 'Not as default' : 'Set as default'}
      </Button>
      <Button onClick={() => exportView(services, view)}>Export as file…</Button>
      <Button disabled={!canSave} onClick={() => deleteView(services, view)}>
        Delete
      </Button>
    </div>
  );
}
