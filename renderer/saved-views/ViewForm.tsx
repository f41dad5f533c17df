import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../shared/errors.ts';
import { REVIEW_CADENCES, type ReviewCadence } from '../../shared/views/cadence.ts';
import { MAX_VIEW_DESCRIPTION, MAX_VIEW_NAME, type ViewContent } from '../../shared/views/saved-view.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import styles from './SavedViews.module.css';

/** What is said about a view, beside what it shows. */
export interface ViewWords extends Pick<ViewContent, 'name' | 'description' | 'cadence'> {
  readonly isDefault: boolean;
}

const CADENCE_LABELS: Readonly<Record<ReviewCadence, string>> = {
  none: 'No review',
  weekly: 'Every week',
  monthly: 'Every month',
  quarterly: 'Every quarter',
};

interface ViewFormProps {
  readonly initial: ViewWords;
  readonly submit: string;
  readonly onSubmit: (words: ViewWords) => Promise<void>;
  readonly onCancel: () => void;
  /** What is saved, in words. */
  readonly children?: ReactNode;
}

/** Name, description and review of a view. */
export function ViewForm({ initial, submit, onSubmit, onCancel, children }: ViewFormProps) {
  const [words, setWords] = useState(initial);
  const [error, setError] = useState<AppError | null>(null);
  const edit = (change: Partial<ViewWords>): void => setWords((before) => ({ ...before, ...change }));
  const save = (): void => {
    setError(null);
    onSubmit(words).catch((cause: unknown) => setError(asAppError(cause)));
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.name.trim() !== '') save();
      }}
    >
      <TextInput
        data-autofocus
        label="Name"
        value={words.name}
        maxLength={MAX_VIEW_NAME}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        label="Description (optional)"
        autosize={false}
        rows={2}
        value={words.description}
        maxLength={MAX_VIEW_DESCRIPTION}
        onChange={(event) => edit({ description: event.currentTarget.value })}
      />
      <Select
        label="Review"
        data={REVIEW_CADENCES.map((value) => ({ value, label: CADENCE_LABELS[value] }))}
        value={words.cadence}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => edit({ cadence: REVIEW_CADENCES.find((one) => one === value) ?? 'none' })}
      />
      <Checkbox
        label="Open this workspace with it"
        checked={words.isDefault}
        onChange={(event) => edit({ isDefault: event.currentTarget.checked })}
      />
      {children}
      {error !== null && <ErrorNotice what="The view was not saved." error={error} />}
      <div className={styles.formActions}>
        <Button type="submit" variant="filled" disabled={words.name.trim() === ''}>
          {submit}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
