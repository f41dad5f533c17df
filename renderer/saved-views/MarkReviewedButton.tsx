import { Button, Popover, Textarea, TextInput } from '@mantine/core';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { AppError } from '../../shared/errors.ts';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import { scopedFilter } from '../../shared/filter/scoped-filter.ts';
import { passedOverFilter, reviewedFilter } from '../../shared/views/review.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import styles from './SavedViews.module.css';
import { ReadOnlyNote } from './SaveViewButton.tsx';
import type { ViewOnScreen } from './use-applied-view.ts';

/** Notes that the events of the view on screen were reviewed; for a screen that shows all of them. */
export function MarkReviewedButton({ onView }: { readonly onView: ViewOnScreen }) {
  const [open, setOpen] = useState(false);
  const { workspace } = useServices();
  const canSave = useStore(workspace, (state) => state.info?.canSave ?? false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={380} trapFocus shadow="md">
      <Popover.Target>
        <Button
          leftSection={<Check size={14} aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          Mark as reviewed
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Mark as reviewed">
        {open && (canSave ? <MarkForm onView={onView} onDone={() => setOpen(false)} /> : <ReadOnlyNote />)}
      </Popover.Dropdown>
    </Popover>
  );
}

function MarkForm({ onView, onDone }: { readonly onView: ViewOnScreen; readonly onDone: () => void }) {
  const { view, applied } = onView;
  const { engine, savedViews, notices } = useServices();
  const { time } = useFilter();
  const [by, setBy] = useState(savedViews.getState().user);
  const [note, setNote] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [last = null] = view.reviews;
  const since = applied.since && last !== null;
  const events = useEngineQuery('summary', { filter: reviewedFilter(view, last, time, since) }).data?.events;
  const passed = useEngineQuery(
    'summary',
    last === null || since ? null : { filter: scopedFilter(passedOverFilter(view, last, time), view.scope) },
  ).data?.events;

  const mark = (): void => {
    setError(null);
    engine.reviewView({ id: view.id, time, since, by, note }).then(
      (marked) => {
        const [review] = marked.reviews;
        notices.tell(`“${view.name}” is marked as reviewed: ${formatCountOf(review?.events ?? 0, 'event')}.`);
        onDone();
      },
      (cause: unknown) => setError(asAppError(cause)),
    );
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (by.trim() !== '') mark();
      }}
    >
      <p>
        Counted as reviewed: <strong>{events === undefined ? '…' : formatCountOf(events, 'event')}</strong>,{' '}
        {since ? 'all that is new since the last review' : describeTimeRange(time)}.
      </p>
      {passed !== undefined && passed > 0 && (
        <p className={styles.warning}>
          {formatCountOf(passed, 'event')} new since the last review {passed === 1 ? 'is' : 'are'} not in this
          time range and would be passed over. Show “Since last review” to take them in.
        </p>
      )}
      <TextInput
        data-autofocus
        label="Reviewed by"
        value={by}
        maxLength={200}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Textarea
        size="xs"
        label="Note (optional)"
        rows={2}
        value={note}
        maxLength={2_000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {error !== null && <ErrorNotice what="The review was not noted." error={error} />}
      <div className={styles.formActions}>
        <Button type="submit" variant="filled" disabled={by.trim() === '' || events === undefined}>
          Mark as reviewed
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
