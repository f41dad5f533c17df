import { ActionIcon, Loader } from '@mantine/core';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { describeAction } from '../../shared/catalogue/actions.ts';
import type { EventDetail } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { AroundButton } from '../filters/AroundButton.tsx';
import { formatTime } from '../grid/cell-value.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { ResizeHandle } from '../ui/ResizeHandle.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { ChangesDiff } from './ChangesDiff.tsx';
import styles from './DetailPane.module.css';
import { DetailSection } from './DetailSection.tsx';
import { FieldsList } from './FieldsList.tsx';
import { JsonBlock } from './JsonBlock.tsx';
import { OriginList } from './OriginList.tsx';
import { RawRecordBlock } from './RawRecordBlock.tsx';

const MIN_WIDTH = 280;
const MAX_WIDTH = 900;

/** The open event, beside the grid. */
export function DetailPane() {
  const { selection, preferences } = useServices();
  const id = useStore(selection, (state) => state.openEvent);
  const width = useStore(preferences, (state) => state.detailWidth);
  if (id === null) return null;
  return (
    <>
      <ResizeHandle
        label="Width of the details"
        width={width}
        min={MIN_WIDTH}
        max={MAX_WIDTH}
        onResize={(detailWidth) => preferences.setState({ detailWidth })}
      />
      <aside className={styles.pane} style={{ width }} aria-label="Event details">
        <EventView id={id} onClose={() => selection.setState({ openEvent: null })} />
      </aside>
    </>
  );
}

function EventView({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { data, error, pending, retry } = useEngineQuery('event', { id });
  const late = useLateness(pending);
  return (
    <>
      <header className={styles.head}>
        <div className={styles.title}>
          {data === null ? <h2>Event {id}</h2> : <EventTitle detail={data} />}
        </div>
        {late === 'spin' && <Loader size={14} />}
        {data !== null && data.event.time !== null && <AroundButton time={data.event.time} />}
        <ActionIcon aria-label="Close details" title="Close details (Esc)" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </header>
      <ScrollRegion className={styles.body} label="Fields and record" late={late}>
        {error !== null && (
          <ErrorNotice what={`Event ${id} could not be read.`} error={error} onRetry={retry} />
        )}
        {data !== null && error === null && <EventSections detail={data} />}
      </ScrollRegion>
    </>
  );
}

function EventTitle({ detail: { event } }: { readonly detail: EventDetail }) {
  const zone = useZone();
  const name = event.action ?? event.reason ?? event.worker ?? event.model ?? `Event ${event.id}`;
  const about = event.action === null ? null : describeAction(event.action, event.resourceType);
  return (
    <>
      <h2>
        <LogText text={name} limit={200} />
      </h2>
      {about !== null && <p className={styles.about}>{about}</p>}
      <p className={styles.when}>{event.time === null ? 'No timestamp' : formatTime(event.time, zone)}</p>
    </>
  );
}

function EventSections({ detail }: { readonly detail: EventDetail }) {
  const { event, changes, raw, origin, alsoIn, conflicts } = detail;
  return (
    <>
      {changes.length > 0 && (
        <DetailSection title="Changes">
          <ChangesDiff changes={changes} />
        </DetailSection>
      )}
      <DetailSection title="Fields">
        <FieldsList event={event} resolved={detail.resolvedActor} />
      </DetailSection>
      {event.detail !== null && (
        <DetailSection title="Details" copy={{ label: 'Copy details', text: event.detail }}>
          <JsonBlock json={event.detail} />
        </DetailSection>
      )}
      <RawRecordBlock raw={raw} />
      <OriginList origin={origin} alsoIn={alsoIn} conflicts={conflicts} />
    </>
  );
}
