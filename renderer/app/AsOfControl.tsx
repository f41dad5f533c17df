import { Button, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { resolveAsOf } from '../../shared/time/as-of.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { localDateOf, localDateRange } from '../../shared/time/range.ts';
import { DayInput } from '../ui/DayInput.tsx';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';
import { useAsOf, useZone } from './use-settings.ts';

const REASONS = {
  set: 'chosen',
  newest: 'the newest event: it is of an earlier month',
  month: 'the clock: the newest event is of this month',
  future: 'the clock: the newest event is of the future',
  none: 'the clock: no event has a time',
} as const;

/** The "now" that presets such as "This month" are relative to; always shown, and changeable. */
export function AsOfControl() {
  const { view, workspace, clock } = useServices();
  const zone = useZone();
  const asOf = useAsOf();
  const newest = useStore(workspace, (state) => state.info?.newestTime ?? null);
  const [open, setOpen] = useState(false);
  const shown = formatInstant(asOf.at, zone, { precision: 'day' }).replace(/ UTC.*$/, '');
  const now = useStore(clock, (state) => state.now);
  const byRule = resolveAsOf(null, newest, now, zone);

  const day = asOf.reason === 'set' ? localDateOf(asOf.at, zone) : null;

  /** The last microsecond of the chosen day. */
  const chooseDay = (chosen: string | null): void => {
    const end = chosen === null ? null : localDateRange(chosen, chosen, zone).to;
    view.setState({ asOf: end === null ? null : end - 1 });
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={300} trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          className={styles.setting}
          aria-label={`As of ${shown}`}
          aria-expanded={open}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
          onClick={() => setOpen((before) => !before)}
        >
          as of {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="As of">
        <div className={styles.menu}>
          <p className={styles.note}>
            “This month” and “Last 7 days” are counted back from{' '}
            {formatInstant(asOf.at, zone, { precision: 'minute' })} ({REASONS[asOf.reason]}).
          </p>
          <button
            type="button"
            className={styles.menuItem}
            aria-pressed={asOf.reason !== 'set'}
            onClick={() => view.setState({ asOf: null })}
          >
            Follow the log: {formatInstant(byRule.at, zone, { precision: 'day' })}
            {asOf.reason !== 'set' && <Check size={14} aria-hidden="true" />}
          </button>
          <DayInput label="End of a day" value={day} onChange={chooseDay} />
          <DatePicker
            size="xs"
            allowDeselect
            defaultDate={localDateOf(asOf.at, zone)}
            value={day}
            onChange={chooseDay}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
