import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { NEWEST_FIRST } from '../../shared/api/contract.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { currentScopedFilter, type Services } from '../app/services.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { scopeOf } from '../state/view-store.ts';
import { formatCount } from '../ui/numbers.ts';
import styles from './GoToDialog.module.css';
import { readTarget, rowOfMoment, type Target } from './go-to.ts';

/** Goes to a row by its number, or to a time. */
export function GoToDialog() {
  const { view } = useServices();
  const open = useStore(view, (state) => state.goToOpen);
  const close = (): void => view.setState({ goToOpen: false });
  return (
    <Modal
      opened={open}
      onClose={close}
      title="Go to"
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      {open && <GoToForm onDone={close} />}
    </Modal>
  );
}

function GoToForm({ onDone }: { readonly onDone: () => void }) {
  const services = useServices();
  const zone = useZone();
  const total = useStore(services.selection, (state) => state.total) ?? 0;
  const [text, setText] = useState('');
  const target = readTarget(text, zone);
  const wrong = text.trim() !== '' && target === null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (target === null) return;
    onDone();
    // The grid takes the keyboard after the dialog has given it back.
    requestAnimationFrame(() => services.notices.watch('Nothing was gone to.', goTo(services, target)));
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        data-autofocus
        label="Row number, or date and time"
        placeholder={`1 – ${formatCount(total)}, or 2026-10-30 14:05`}
        value={text}
        error={wrong ? 'Write a row number, a date (2026-10-30) or a time (2026-10-30 14:05:11)' : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={styles.meaning} role="status">
        {target !== null && meaning(target, total, zone)}
      </p>
      <Button type="submit" variant="filled" disabled={target === null}>
        Go
      </Button>
    </form>
  );
}

function meaning(target: Target, total: number, zone: string): string {
  if (target.kind === 'row') {
    return `Row ${formatCount(Math.min(Math.max(1, target.number), Math.max(1, total)))} of ${formatCount(total)}`;
  }
  return target.kind === 'day'
    ? `The events of ${formatInstant(target.from, zone, { precision: 'day' })}`
    : `The events around ${formatInstant(target.at, zone)}`;
}

async function goTo(services: Services, target: Target): Promise<void> {
  const { engine, view, columns, grid, announcements } = services;
  if (target.kind === 'row') {
    grid.current?.goToRow(target.number - 1);
    return;
  }
  const scope = scopeOf(view.getState());
  const table = grid.current?.table ?? scope;
  const sort = columns.getState().sorts[table];
  const inTimeOrder = sort.field === 'time' ? sort : NEWEST_FIRST;
  if (inTimeOrder !== sort) columns.sortBy(table, NEWEST_FIRST);
  const row = await rowOfMoment(engine, currentScopedFilter(services), inTimeOrder, target);
  if (inTimeOrder !== sort) announcements.say('Sorted newest first, to go to a time');
  grid.current?.goToRow(row);
}
