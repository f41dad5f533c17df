import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { addClause, removeChip, replaceClause } from '../../shared/filter/edit.ts';
import { useServices } from '../app/services-context.ts';
import styles from './Filters.module.css';
import { fieldLabel } from './field-label.ts';
import { clauseOfCondition, TEXT_FORMS, type TextCondition, type TextForm } from './text-condition.ts';

interface TextClauseEditorProps {
  /** Place of the chip; a new one is added without it. */
  readonly at: number | undefined;
  readonly condition: TextCondition;
  readonly onDone: () => void;
}

/** A text to look for, in one field or everywhere. An empty one takes its chip away. */
export function TextClauseEditor({ at, condition, onDone }: TextClauseEditorProps) {
  const { filter: store } = useServices();
  const [now, setNow] = useState(condition);
  const label = condition.field === null ? 'Text anywhere' : fieldLabel(condition.field);

  function apply(event: FormEvent): void {
    event.preventDefault();
    const clause = clauseOfCondition(now);
    store.apply((filter) => {
      if (clause === null) return at === undefined ? filter : removeChip(filter, at);
      return at === undefined ? addClause(filter, clause) : replaceClause(filter, at, clause);
    });
    onDone();
  }

  return (
    <form className={styles.form} onSubmit={apply}>
      <TextInput
        data-autofocus
        label={label}
        value={now.pattern}
        onChange={(event) => setNow({ ...now, pattern: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label="How the text is compared"
        data={Object.entries(TEXT_FORMS).map(([value, name]) => ({ value, label: name }))}
        value={now.form}
        onChange={(form) => setNow({ ...now, form: form as TextForm })}
      />
      <Checkbox
        label="Leave out the events that match"
        checked={now.leftOut}
        onChange={(event) => setNow({ ...now, leftOut: event.currentTarget.checked })}
      />
      <Button type="submit" variant="filled">
        Apply
      </Button>
    </form>
  );
}
