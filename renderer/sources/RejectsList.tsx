import { Button } from '@mantine/core';
import { useState } from 'react';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import styles from './Sources.module.css';

const PAGE = 100;

interface RejectsListProps {
  readonly source: number;
  readonly total: number;
}

/** The records of a source that could not become events, with line, reason and text. */
export function RejectsList({ source, total }: RejectsListProps) {
  const [wanted, setWanted] = useState(PAGE);
  const { data, error, retry } = useEngineQuery('rejects', { source, offset: 0, limit: wanted });
  const rejects = data?.rejects ?? [];
  return (
    <section aria-label="Rejected records">
      <h3>Rejected records ({formatCount(total)})</h3>
      {error !== null && (
        <ErrorNotice what="The rejected records could not be read." error={error} onRetry={retry} />
      )}
      <ul className={styles.rejects}>
        {rejects.map((reject) => (
          <li key={reject.byteOffset}>
            <p>
              <strong>
                Line {formatCount(reject.line)}
                {reject.column !== null && `, column ${formatCount(reject.column)}`}
              </strong>{' '}
              <LogText text={reject.reason} />
            </p>
            <pre>
              <LogText text={reject.text} block />
            </pre>
          </li>
        ))}
      </ul>
      {rejects.length > 0 && rejects.length < total && (
        <Button onClick={() => setWanted(wanted + PAGE)}>
          Show {formatCount(Math.min(PAGE, total - rejects.length))} more
        </Button>
      )}
    </section>
  );
}
