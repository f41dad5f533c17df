import { Button, Popover } from '@mantine/core';
import { BookmarkPlus } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import { TIME_PRESETS, type TimeRange } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import styles from './SavedViews.module.css';
import { useAppliedView } from './use-applied-view.ts';
import { ViewForm, type ViewWords } from './ViewForm.tsx';
import { updateView } from './view-actions.ts';
import { onScreen } from './view-on-screen.ts';

/** Keeps what is on screen under a name; where a view is on screen, may put it in its place. */
export const SaveViewButton = memo(function SaveViewButton() {
  const { savedViews, workspace } = useServices();
  const open = useStore(savedViews, (state) => state.menu === 'save');
  const canSave = useStore(workspace, (state) => state.info?.canSave ?? false);
  const setOpen = (now: boolean): void => savedViews.setState({ menu: now ? 'save' : null });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={340} trapFocus shadow="md">
      <Popover.Target>
        <Button
          className={styles.saveButton}
          aria-label="Save view"
          title="Save what is on screen as a view"
          leftSection={<BookmarkPlus size={14} aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.saveText}>Save view</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Save view">
        {open && (canSave ? <SaveForm onDone={() => setOpen(false)} /> : <ReadOnlyNote />)}
      </Popover.Dropdown>
    </Popover>
  );
});

/** Why nothing can be saved here. */
export function ReadOnlyNote() {
  return (
    <p className={styles.note} role="note">
      This workspace is open for reading only, because another program holds it. Views can be shown, not
      saved.
    </p>
  );
}

function SaveForm({ onDone }: { readonly onDone: () => void }) {
  const services = useServices();
  const { engine, savedViews } = services;
  const onView = useAppliedView();
  const { time } = useFilter();
  const changed = onView !== null && onView.differs.length > 0 ? onView : null;

  async function save({ isDefault, ...words }: ViewWords): Promise<void> {
    const view = await engine.saveView({ id: null, view: { ...words, ...onScreen(services) } });
    if (isDefault) await engine.setDefaultView({ id: view.id });
    savedViews.setState({ ...(await engine.savedViews({})), applied: { id: view.id, since: false } });
    onDone();
  }

  return (
    <ViewForm
      initial={{ name: '', description: '', cadence: 'none', isDefault: false }}
      submit={changed === null ? 'Save view' : 'Save as new view'}
      onSubmit={save}
      onCancel={onDone}
    >
      <p className={styles.note}>Keeps filter, order, columns and histogram. {timeNote(time)}</p>
      {changed !== null && (
        <p className={styles.note}>
          <Button onClick={() => updateView(services, changed.view)}>Update “{changed.view.name}”</Button>{' '}
          with what is on screen instead: {changed.differs.join(', ')} changed.
        </p>
      )}
    </ViewForm>
  );
}

function timeNote(time: TimeRange): string {
  if (time.preset === 'all') return 'No time range.';
  if (time.preset === 'custom') return `The time range stays ${describeTimeRange(time)}.`;
  return `“${TIME_PRESETS[time.preset]}” is counted back from whenever the view is opened.`;
}
