import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RecordText } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import styles from './Sources.module.css';
import { showEvent } from './show-events.ts';

const PAGE = 20;

interface DuplicatesListProps {
  readonly source: number;
  readonly kind: 'same' | 'conflict';
}

/** Records that were found again, each beside the event it repeats. */
export function DuplicatesList({ source, kind }: DuplicatesListProps) {
  const services = useServices();
  const [wanted, setWanted] = useState(PAGE);
  const { data, error, retry } = useEngineQuery('duplicates', { source, kind, offset: 0, limit: wanted });
  const pairs = data?.pairs ?? [];
  const total = data?.total ?? 0;
  return (
    <>
      {error !== null && (
        <ErrorNotice what="The duplicates could not be read." error={error} onRetry={retry} />
      )}
      <ul
        className={styles.rejects}
        aria-label={kind === 'conflict' ? 'Conflicting records' : 'Repeated records'}
      >
        {pairs.map(({ event, stored, other }) => (
          <li key={other.origin.byteOffset}>
            <div className={styles.pair}>
              <Side title="Stored event" record={stored} />
              <Side title={kind === 'conflict' ? 'Same id, other content' : 'Found again'} record={other} />
            </div>
            <Button onClick={() => showEvent(services, stored.origin.source, event)}>
              Show event {event}
            </Button>
          </li>
        ))}
      </ul>
      {pairs.length > 0 && pairs.length < total && (
        <Button onClick={() => setWanted(Math.min(1_000, wanted + PAGE))}>
          Show more of {formatCount(total)}
        </Button>
      )}
    </>
  );
}

function Side({
  title,
  record: { origin, text, cut },
}: {
  readonly title: string;
  readonly record: RecordText;
}) {
  return (
    <div>
      <p>
        <strong>{title}</strong>{' '}
        <span className="muted">
          <LogText text={origin.sourceName} limit={60} />, line {formatCount(origin.line)}
        </span>
      </p>
      <pre>
        <LogText text={text} block />
      </pre>
      {cut && <p className="muted">Cut after 4,096 characters; the event shows all of it.</p>}
    </div>
  );
}
