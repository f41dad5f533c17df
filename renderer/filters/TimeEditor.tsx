import { Button } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import { setTime } from '../../shared/filter/edit.ts';
import { TIME_PRESETS, type TimePreset, type TimeRange } from '../../shared/filter/filter.ts';
import {
  localDateOf,
  localDateRange,
  localDatesOf,
  type RelativePreset,
  resolvePreset,
} from '../../shared/time/range.ts';
import { useServices } from '../app/services-context.ts';
import { useAsOf, useFilter, useZone } from '../app/use-settings.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { DayInput } from '../ui/DayInput.tsx';
import styles from './Filters.module.css';

const PRESETS: readonly RelativePreset[] = (Object.keys(TIME_PRESETS) as TimePreset[]).filter(
  (preset): preset is RelativePreset => preset !== 'custom',
);

/** Presets, and Custom with its two dates. */
export function TimeEditor({ onDone }: { readonly onDone: () => void }) {
  const { filter: store } = useServices();
  const { time } = useFilter();
  const zone = useZone();
  const asOf = useAsOf();
  const [custom, setCustom] = useState(time.preset === 'custom');

  const choose = (range: TimeRange): void => {
    store.apply((filter) => setTime(filter, range));
    onDone();
  };
  return (
    <div className={styles.time}>
      <ul className={styles.presets} aria-label="Time range">
        {PRESETS.map((preset) => (
          <li key={preset}>
            <button
              type="button"
              className={styles.preset}
              aria-pressed={time.preset === preset && !custom}
              onClick={() => choose(resolvePreset(preset, zone, asOf.at))}
            >
              {TIME_PRESETS[preset]}
              <span className={styles.bounds}>
                {preset === 'all' ? '' : describeTimeRange(resolvePreset(preset, zone, asOf.at))}
              </span>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={styles.preset}
            aria-pressed={custom}
            aria-expanded={custom}
            onClick={() => setCustom(true)}
          >
            {TIME_PRESETS.custom}
          </button>
        </li>
      </ul>
      {custom && <CustomDates time={time} zone={zone} asOf={asOf.at} onChoose={choose} />}
    </div>
  );
}

interface CustomDatesProps {
  readonly time: TimeRange;
  readonly zone: string;
  /** µs UTC; the calendars open on its month. */
  readonly asOf: number;
  readonly onChoose: (range: TimeRange) => void;
}

function CustomDates({ time, zone, asOf, onChoose }: CustomDatesProps) {
  const before = localDatesOf({ ...time, zone });
  const [since, setSince] = useState<string | null>(before.from);
  const [until, setUntil] = useState<string | null>(before.to);
  const range = customRange(since, until, zone);

  return (
    <div className={styles.form}>
      <div className={styles.dates}>
        <DayInput label="Since" value={since} onChange={setSince} />
        <DayInput label="Until" value={until} onChange={setUntil} />
      </div>
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
            : `Whole days in ${zone}: ${describeTimeRange(range)}`}
      </p>
      <Button
        variant="filled"
        disabled={range === null || typeof range === 'string'}
        onClick={() => range !== null && typeof range !== 'string' && onChoose(range)}
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
