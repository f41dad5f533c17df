import { Button, Popover } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type MouseEvent, memo, useLayoutEffect, useRef, useState } from 'react';
import type { Breakdown, Group } from '../../shared/api/contract.ts';
import { excludedValues, includedValues, toggleValue } from '../../shared/filter/edit.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import { aboutValue } from '../filters/arrange-values.ts';
import { FieldEditor } from '../filters/FieldEditor.tsx';
import { SeriesSwatch } from '../histogram/SeriesSwatch.tsx';
import { toggleExcluded } from '../histogram/series-filter.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { useHints } from '../ui/use-hints.tsx';
import { useRovingFocus } from '../ui/use-roving-focus.ts';
import styles from './TopActions.module.css';

/** The question behind the pills: every action, counted as if none was chosen. */
export const TOP_ACTIONS = { by: 'action', measure: 'events', limit: 40, withoutOwn: true } as const;

interface TopActionsProps {
  /** The answer to {@link TOP_ACTIONS}; null before the first. */
  readonly actions: Breakdown | null;
  readonly late: boolean;
  /** Whether the chart beside it is coloured by action: pills then show the colours. */
  readonly coloured: boolean;
}

/** The most frequent actions. A click keeps an action, a second one lets it go; with Alt it is left out. */
export const TopActions = memo(function TopActions({ actions, late, coloured }: TopActionsProps) {
  const groups = actions?.groups.filter(({ key }) => key !== null) ?? [];
  const { ref, width } = useElementSize<HTMLElement>();
  const line = useRef<HTMLUListElement>(null);
  const [fitting, setFitting] = useState(groups.length);
  const roving = useRovingFocus(fitting);
  const { handlers, hint } = useHints();

  // What is on the first line fits; the line itself decides, with its fonts and at its zoom.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other pills, or another width, fill the line anew
  useLayoutEffect(() => {
    const pills = [...(line.current?.children ?? [])].filter((pill) => pill instanceof HTMLElement);
    const top = pills[0]?.offsetTop ?? 0;
    setFitting(pills.filter((pill) => pill.offsetTop === top).length);
  }, [actions, width]);

  if (groups.length === 0) return null;
  const named = (actions?.total ?? 0) - (actions?.groups.some(({ key }) => key === null) ? 1 : 0);
  return (
    <section ref={ref} className={styles.row} aria-label="Top actions" data-late={late}>
      <h2 className={styles.title}>Top actions</h2>
      <ul ref={line} className={styles.pills} onKeyDown={roving.onKeyDown} {...handlers}>
        {groups.map((group, at) => (
          <li key={group.key} data-beyond={at >= fitting}>
            <Pill
              group={group}
              coloured={coloured}
              tabIndex={roving.tabIndexOf(at)}
              onFocus={() => roving.onFocusAt(at)}
            />
          </li>
        ))}
      </ul>
      {named > fitting && <MoreActions more={named - fitting} />}
      {hint}
    </section>
  );
});

interface PillProps {
  readonly group: Group;
  readonly coloured: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

function Pill({ group: { key, label, events }, coloured, tabIndex, onFocus }: PillProps) {
  const { filter: store, colours } = useServices();
  const filter = useFilter();
  const kept = includedValues(filter, 'action').includes(key);
  const leftOut = excludedValues(filter, 'action').includes(key);
  const colour = coloured && key !== null ? colours.known('action', key) : null;
  const use = (leaveOut: boolean): void =>
    store.apply((before) =>
      leaveOut ? toggleExcluded(before, 'action', key) : toggleValue(before, 'action', key),
    );
  const name = visibleText(label);
  return (
    <button
      type="button"
      className={styles.pill}
      data-hint={pillText(key, events)}
      tabIndex={tabIndex}
      onFocus={onFocus}
      aria-pressed={kept}
      data-excluded={leftOut}
      aria-label={`${leftOut ? 'not ' : ''}${name}: ${formatCountOf(events, 'event')}`}
      aria-keyshortcuts="Alt+Enter"
      onClick={(event: MouseEvent) => use(event.altKey)}
      onKeyDown={(event: KeyboardEvent) => {
        if (!event.altKey || event.key !== 'Enter') return;
        event.preventDefault();
        use(true);
      }}
    >
      {colour !== null && <SeriesSwatch colour={`var(--chart-${colour})`} />}
      {leftOut && <span className={styles.not}>not</span>}
      <span className={styles.name}>
        <LogText text={label} limit={80} />
      </span>
      <span className={styles.count}>{formatCount(events)}</span>
    </button>
  );
}

/** What an action means, and what a click does. */
function pillText(action: string | null, events: number): string {
  const meaning = aboutValue('action', action);
  const about = meaning === null ? [] : [meaning];
  const count = `${formatCountOf(events, 'event')} under all other filters.`;
  return [...about, count, 'Click: only this. Alt-click or Alt Enter: without it.'].join(' ');
}

/** The way to all other actions. */
function MoreActions({ more }: { readonly more: number }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          className={styles.more}
          aria-label={`+${formatCount(more)} more actions`}
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          +{formatCount(more)} more
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {open && <FieldEditor field="action" label="Action" onDone={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
