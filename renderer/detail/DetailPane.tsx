import { ActionIcon, Loader } from '@mantine/core';
import { ChevronDown, ChevronUp, Rows3, Search, X } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { describeAction } from '../../shared/catalogue/actions.ts';
import type { EventDetail, EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { AroundButton } from '../filters/AroundButton.tsx';
import { formatTime } from '../grid/cell-value.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { ResizeHandle } from '../ui/ResizeHandle.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { CitationMenu } from './CitationMenu.tsx';
import styles from './DetailPane.module.css';
import { EventSections } from './EventSections.tsx';
import { FindBar } from './find/FindBar.tsx';
import { type EventSteps, useEventSteps } from './use-event-steps.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { usePaneKeys } from './use-pane-keys.ts';
import { useRestAfterPaint } from './use-rest-after-paint.ts';
import { useShownEvent } from './use-shown-event.ts';

const MIN_WIDTH = 280;
const MAX_WIDTH = 900;

/** The open event, beside the grid. */
export const DetailPane = memo(function DetailPane() {
  const { selection, preferences } = useServices();
  const id = useStore(selection, (state) => state.openEvent);
  const width = useStore(preferences, (state) => state.detailWidth);
  if (id === null) return null;
  return (
    <>
      <ResizeHandle
        label="Width of the details"
        size={width}
        min={MIN_WIDTH}
        max={MAX_WIDTH}
        onResize={(detailWidth) => preferences.setState({ detailWidth })}
      />
      <EventPane id={id} width={width} />
    </>
  );
});

interface EventPaneProps {
  readonly id: number;
  /** Px; without it as wide as where it stands. */
  readonly width?: number;
}

/** One event with everything known of it. */
export function EventPane({ id, width }: EventPaneProps) {
  const { event, detail, error, pending, retry } = useShownEvent(id);
  const steps = useEventSteps();
  const onKeyDown = usePaneKeys(steps, () => setFinding(true));
  const pane = useRef<HTMLElement | null>(null);
  const body = useRef<HTMLElement | null>(null);
  const [finding, setFinding] = useState(false);
  const closeFind = (): void => {
    setFinding(false);
    body.current?.focus();
  };
  const focus = useKeptFocus(pane, event?.id);
  const late = useLateness(pending);
  const content = useRef<HTMLDivElement | null>(null);
  const complete = useRestAfterPaint(event?.id, detail !== null, content);
  return (
    <aside
      ref={pane}
      className={styles.pane}
      style={width === undefined ? undefined : { width }}
      aria-label="Event details"
      onKeyDown={onKeyDown}
      {...focus}
    >
      <header className={styles.head}>
        <div className={styles.title}>
          {event === null ? <h2>Event {id}</h2> : <EventTitle event={event} />}
        </div>
        <div className={styles.acts}>
          {late === 'spin' && <Loader size={14} />}
          {event !== null && event.time !== null && <AroundButton time={event.time} />}
          <PaneTools steps={steps} detail={detail} onFind={() => setFinding(true)} />
        </div>
      </header>
      {finding && <FindBar content={body} shown={complete ? event?.id : null} onClose={closeFind} />}
      <ScrollRegion
        ref={body}
        className={styles.body}
        label="Fields and record"
        late={event?.id === id ? 'none' : late}
      >
        {error !== null && (
          <ErrorNotice what={`Event ${id} could not be read.`} error={error} onRetry={retry} />
        )}
        <div ref={content}>
          {event !== null && error === null && (
            <EventSections key={event.id} event={event} detail={detail} complete={complete} />
          )}
        </div>
      </ScrollRegion>
    </aside>
  );
}

interface PaneToolsProps {
  readonly steps: EventSteps;
  readonly detail: EventDetail | null;
  readonly onFind: () => void;
}

function PaneTools({ steps: { previous, next }, detail, onFind }: PaneToolsProps) {
  const { selection, preferences, grid } = useServices();
  const moveToRow = (): void => {
    const { row, openEvent } = selection.getState();
    preferences.setState({ opening: 'row' });
    selection.setState({ openEvent: null });
    if (row !== null && row >= 0 && openEvent !== null) selection.expand({ row, event: openEvent });
    grid.current?.focus();
  };
  return (
    <div className={styles.tools}>
      <ActionIcon
        aria-label="Previous event"
        title="Previous event (k)"
        disabled={previous === null}
        onClick={() => previous?.()}
      >
        <ChevronUp size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        aria-label="Next event"
        title="Next event (j)"
        disabled={next === null}
        onClick={() => next?.()}
      >
        <ChevronDown size={16} aria-hidden="true" />
      </ActionIcon>
      <CitationMenu detail={detail} />
      <ActionIcon aria-label="Find in this event" title="Find in this event (Ctrl F)" onClick={onFind}>
        <Search size={15} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        aria-label="Open events in their row"
        title="Open events in their row instead of here"
        onClick={moveToRow}
      >
        <Rows3 size={15} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        aria-label="Close details"
        title="Close details (Esc)"
        onClick={() => selection.setState({ openEvent: null })}
      >
        <X size={16} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}

function EventTitle({ event }: { readonly event: EventRow }) {
  const zone = useZone();
  const name = event.action ?? event.reason ?? event.worker ?? event.model ?? `Event ${event.id}`;
  const about = event.action === null ? null : describeAction(event.action, event.resourceType);
  return (
    <>
      <h2 data-event={event.id}>
        <LogText text={name} limit={200} />
      </h2>
      {about !== null && <p className={styles.about}>{about}</p>}
      <p className={styles.when}>{event.time === null ? 'No timestamp' : formatTime(event.time, zone)}</p>
    </>
  );
}
