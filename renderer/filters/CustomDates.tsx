import { Button, SegmentedControl } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import type { TimeRange } from '../../shared/filter/filter.ts';
import { localDateOf, localDateRange, localDatesOf } from '../../shared/time/range.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { DayInput } from '../ui/DayInput.tsx';
import styles from './Filters.module.css';

interface CustomDatesProps {
  readonly time: TimeRange;
  readonly zone: string;
  /** µs UTC; the calendars open on its month. */
  readonly asOf: number;
  readonly onChoose: (range: TimeRange) => void;
}

/** Since and Until: whole days of the zone on screen, or of UTC. The same date twice is that day. */
export function CustomDates({ time, zone, asOf, onChoose }: CustomDatesProps) {
  const [daysOf, setDaysOf] = useState(zone);
  const before = localDatesOf({ ...time, zone });
  const [since, setSince] = useState<string | null>(before.from);
  const [until, setUntil] = useState<string | null>(before.to);
  const range = customRange(since, until, daysOf);

  return (
    <div className={styles.form}>
      <div className={styles.dates}>
        <DayInput label="Since" value={since} onChange={setSince} />
        <DayInput label="Until" value={until} onChange={setUntil} />
      </div>
      {zone !== 'UTC' && (
        <SegmentedControl
          aria-label="Days of"
          data={[
            { value: zone, label: `Days in ${zone}` },
            { value: 'UTC', label: 'Full UTC days' },
          ]}
          value={daysOf}
          onChange={setDaysOf}
        />
      )}
      <DatePicker
        type="range"
        size="xs"
        allowSingleDateInRange
        defaultDate={localDateOf(asOf, zone)}
        value={[since, since !== null && until !== null && until < since ? null : until]}
        onChange={([from, to]) => {
          setSince(from);
          setUntil(to);
        }}
      />
      <p className={styles.hint} aria-live="polite">
        {range === null
          ? 'Pick a start and an end date.'
          : typeof range === 'string'
            ? range
            : `Whole days in ${daysOf}: ${describeTimeRange(range)}`}
      </p>
      <Button
        variant="filled"
        disabled={range === null || typeof range === 'string'}
        onClick={() => range !== null && typeof range !== 'string' && onChoose({ ...range, zone })}
      >
        Apply
      </Button>
    </div>
  );
}

/** The range of two dates; null until both are filled, a text when they make none. */
function customRange(since: string | null, until: string | null, zone: string): TimeRange | string | null {
  if (since === null || until === null) return null;
  try {
    return localDateRange(since, until, zone);
  } catch (error) {
    return asAppError(error).message;
  }
}
