import type { EventDetail } from '../../shared/domain/event.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { SurroundingEvents } from './around/SurroundingEvents.tsx';
import { DetailSection } from './DetailSection.tsx';
import { ChangesDiff } from './diff/ChangesDiff.tsx';
import { FieldsList } from './FieldsList.tsx';
import { OriginList } from './OriginList.tsx';
import { RequestDetails } from './RequestDetails.tsx';
import { RawRecordBlock } from './raw/RawRecordBlock.tsx';

interface EventSectionsProps {
  readonly detail: EventDetail;
  /** Whether what lies further down is drawn too. */
  readonly complete: boolean;
}

/** Everything known of an event, the evidence first. */
export function EventSections({ detail, complete }: EventSectionsProps) {
  const { event, changes, raw, origin, alsoIn, conflicts } = detail;
  const sources = useEngineQuery('sources', {}).data ?? [];
  const format = sources.find(({ id }) => id === origin.source)?.format;
  return (
    <>
      {changes.length > 0 && (
        <DetailSection title="Changes" copy={{ label: 'Copy changes', text: event.changes ?? '' }}>
          <ChangesDiff changes={changes} />
        </DetailSection>
      )}
      {event.detail !== null && (
        <DetailSection title="Details" copy={{ label: 'Copy details', text: event.detail }}>
          <RequestDetails detail={event.detail} />
        </DetailSection>
      )}
      <DetailSection title="Fields">
        <FieldsList event={event} resolved={detail.resolvedActor} />
      </DetailSection>
      {complete && (
        <>
          <SurroundingEvents event={event} />
          <RawRecordBlock id={event.id} raw={raw} isRow={format === 'csv' || format === 'xlsx'} />
          <OriginList origin={origin} alsoIn={alsoIn} conflicts={conflicts} sources={sources} />
        </>
      )}
    </>
  );
}
