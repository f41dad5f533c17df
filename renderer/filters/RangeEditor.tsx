import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { addClause, removeChip, replaceClause } from '../../shared/filter/edit.ts';
import type { Bound, Filter, RangeClause } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import styles from './Filters.module.css';

interface RangeEditorProps {
  readonly field: string;
  readonly label: string;
  /** Place of the chip that is edited; without it the first range of the field, or a new one. */
  readonly at?: number | undefined;
  readonly onDone: () => void;
}

/** At least, at most: a range of a number. Empty means open. */
export function RangeEditor({ field, label, at, onDone }: RangeEditorProps) {
  const { filter: store } = useServices();
  const filter = useFilter();
  const now = rangeOf(filter, at ?? rangeIndex(filter, field));
  const [min, setMin] = useState(textOf(now?.min ?? null));
  const [max, setMax] = useState(textOf(now?.max ?? null));
  const low = readBound(min);
  const high = readBound(max);
  const wrong = low === 'wrong' || high === 'wrong';

  function apply(event: FormEvent): void {
    event.preventDefault();
    if (low === 'wrong' || high === 'wrong') return;
    store.apply((before) => {
      const place = at ?? rangeIndex(before, field);
      return withRange(before, place, { kind: 'range', field, min: low, max: high });
    });
    onDone();
  }

  return (
    <form className={styles.form} onSubmit={apply}>
      <TextInput
        data-autofocus
        label={`${label} at least`}
        inputMode="decimal"
        value={min}
        error={low === 'wrong' ? 'Not a number' : null}
        onChange={(event) => setMin(event.currentTarget.value)}
      />
      <TextInput
        label={`${label} at most`}
        inputMode="decimal"
        value={max}
        error={high === 'wrong' ? 'Not a number' : null}
        onChange={(event) => setMax(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" disabled={wrong}>
        Apply
      </Button>
    </form>
  );
}

function readBound(text: string): Bound | null | 'wrong' {
  if (text.trim() === '') return null;
  const value = Number(text.replaceAll(',', ''));
  return Number.isFinite(value) ? { value, inclusive: true } : 'wrong';
}

function textOf(bound: Bound | null): string {
  return bound === null ? '' : String(bound.value);
}

function rangeIndex(filter: Filter, field: string): number {
  return filter.chips.findIndex(
    ({ clause, off }) => !off && clause.kind === 'range' && clause.field === field,
  );
}

function rangeOf(filter: Filter, at: number): RangeClause | null {
  const clause = filter.chips[at]?.clause;
  return clause?.kind === 'range' ? clause : null;
}

/** Puts a range in the place of a chip, or behind all; a range open at both ends is none. */
function withRange(filter: Filter, at: number, range: RangeClause): Filter {
  if (range.min === null && range.max === null) return at < 0 ? filter : removeChip(filter, at);
  return at < 0 ? addClause(filter, range) : replaceClause(filter, at, range);
}
