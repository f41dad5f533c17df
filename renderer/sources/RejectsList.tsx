import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Source } from '../../shared/domain/source.ts';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { runRejectsExport } from './run-rejects-export.ts';
import styles from './Sources.module.css';

const PAGE = 100;

interface RejectsListProps {
  readonly source: Pick<Source, 'id' | 'name'>;
  readonly total: number;
}

/** The records of a source that could not become events, with line, reason and text. */
export function RejectsList({ source, total }: RejectsListProps) {
  const services = useServices();
  const [wanted, setWanted] = useState(PAGE);
  const { data, error, retry } = useEngineQuery('rejects', { source: source.id, offset: 0, limit: wanted });
  const rejects = data?.rejects ?? [];
  return (
    <section aria-label="Rejected records">
      <h3>Rejected records ({formatCount(total)})</h3>
      <div className={styles.buttons}>
        {(['csv', 'jsonl'] as const).map((format) => (
          <Button
            key={format}
            leftSection={<Download size={14} aria-hidden="true" />}
            onClick={() => void runRejectsExport(services, source, format)}
          >
            Export as {format === 'csv' ? 'CSV' : 'JSON Lines'}
          </Button>
        ))}
      </div>
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
