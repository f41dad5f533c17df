import { extraRef } from '../../shared/domain/field-ref.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { ChangesDiff } from './ChangesDiff.tsx';
import styles from './DetailPane.module.css';
import { DetailSection } from './DetailSection.tsx';
import { JsonBlock } from './JsonBlock.tsx';

/** An event inside the grid, below the line of its row: what that line has no room for. */
export function InlineDetail({ id }: { readonly id: number }) {
  const { data, error, retry } = useEngineQuery('event', { id });
  if (error !== null)
    return <ErrorNotice what={`Event ${id} could not be read.`} error={error} onRetry={retry} />;
  if (data === null) return null;
  const { event, changes } = data;
  return (
    <>
      {changes.length > 0 && (
        <DetailSection title="Changes">
          <ChangesDiff changes={changes} />
        </DetailSection>
      )}
      {event.detail !== null && (
        <DetailSection title="Details" copy={{ label: 'Copy details', text: event.detail }}>
          <JsonBlock json={event.detail} />
        </DetailSection>
      )}
      {event.extra.length > 0 && (
        <DetailSection title="Columns of the file">
          <dl className={styles.fields}>
            {event.extra.map(([column, value]) => (
              <div key={extraRef(column)} className={styles.field}>
                <dt>
                  <LogText text={column} limit={120} />
                </dt>
                <dd>
                  <LogText text={value} />
                </dd>
              </div>
            ))}
          </dl>
        </DetailSection>
      )}
    </>
  );
}
