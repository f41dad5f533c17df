import { useMemo } from 'react';
import type { EventDetail, EventRow } from '../../shared/domain/event.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { SurroundingEvents } from './around/SurroundingEvents.tsx';
import { DetailSection } from './DetailSection.tsx';
import { ChangesDiff } from './diff/ChangesDiff.tsx';
import { FieldsList } from './FieldsList.tsx';
import { OriginList } from './OriginList.tsx';
import { parseChanges } from './parse-changes.ts';
import { RequestDetails } from './RequestDetails.tsx';
import { RawRecordBlock } from './raw/RawRecordBlock.tsx';

interface EventSectionsProps {
  readonly event: EventRow;
  /** Null while it is read. */
  readonly detail: EventDetail | null;
  /** Whether what lies further down, and what only the pointer and the keyboard need, is drawn too. */
  readonly complete: boolean;
}

/** Lines of JSON that are seen without scrolling, and then some. */
const LINES_IN_SIGHT = 32;

/** Everything known of an event, the evidence first. */
export function EventSections({ event, detail, complete }: EventSectionsProps) {
  const changes = useMemo(() => (event.changes === null ? [] : parseChanges(event.changes)), [event.changes]);
  return (
    <>
      {changes.length > 0 && (
        <DetailSection title="Changes" copy={{ label: 'Copy changes', text: event.changes ?? '' }}>
          <ChangesDiff changes={changes} />
        </DetailSection>
      )}
      {event.detail !== null && (
        <DetailSection title="Details" copy={{ label: 'Copy details', text: event.detail }}>
          <RequestDetails detail={event.detail} lines={complete ? undefined : LINES_IN_SIGHT} />
        </DetailSection>
      )}
      <DetailSection title="Fields">
        <FieldsList event={event} resolved={detail?.resolvedActor ?? null} tools={complete} />
      </DetailSection>
      {complete && detail !== null && <RestOfEvent event={event} detail={detail} />}
    </>
  );
}

/** What lies further down. */
function RestOfEvent({ event, detail }: { readonly event: EventRow; readonly detail: EventDetail }) {
  const { raw, origin, alsoIn, conflicts } = detail;
  const sources = useEngineQuery('sources', {}).data ?? [];
  const format = sources.find(({ id }) => id === origin.source)?.format;
  return (
    <>
      <SurroundingEvents event={event} />
      <RawRecordBlock id={event.id} raw={raw} isRow={format === 'csv' || format === 'xlsx'} />
      <OriginList origin={origin} alsoIn={alsoIn} conflicts={conflicts} sources={sources} />
    </>
  );
}
