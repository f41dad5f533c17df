import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import type { TimeRange } from '../../shared/filter/filter.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { parseWrittenRange } from '../../shared/time/written-range.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { focusAtOnce } from '../ui/focus-at-once.ts';
import styles from './Filters.module.css';

interface WrittenRangeInputProps {
  readonly zone: string;
  /** µs UTC */
  readonly asOf: number;
  readonly onChoose: (range: TimeRange) => void;
}

/** A range in words: a moment and how far around it, from one to another, or back from "as of". Enter applies it. */
export function WrittenRangeInput({ zone, asOf, onChoose }: WrittenRangeInputProps) {
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const read = text.trim() === '' ? null : readRange(text, zone, asOf);

  function apply(event: FormEvent): void {
    event.preventDefault();
    if (read !== null && typeof read !== 'string') onChoose(read);
    else setRefused(true);
  }

  return (
    <form onSubmit={apply}>
      <TextInput
        ref={focusAtOnce}
        data-autofocus
        aria-label="Time range in words"
        placeholder="30 Oct 14:00 ± 2 h, yesterday afternoon, last 3 hours"
        value={text}
        error={refused && typeof read === 'string' ? visibleText(read) : null}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setRefused(false);
        }}
      />
      <p className={styles.hint} aria-live="polite">
        {read === null || typeof read === 'string' ? '' : `Enter: ${describeTimeRange(read)}`}
      </p>
    </form>
  );
}

/** The range of a text, or why it is none. */
function readRange(text: string, zone: string, asOf: number): TimeRange | string {
  try {
    return parseWrittenRange(text, zone, asOf);
  } catch (error) {
    return asAppError(error).message;
  }
}
