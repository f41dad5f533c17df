import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RejectsArg, RejectsPage } from '../../../shared/api/contract.ts';
import type { Reject } from '../../../shared/domain/source.ts';
import { toWireError } from '../../../shared/errors.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import styles from './sources.module.css';

const PAGE = 100;
const number = new Intl.NumberFormat('en');

interface RejectsTableProps {
  readonly source: number;
  readonly total: number;
  load(arg: RejectsArg): Promise<RejectsPage>;
}

/** The records of a source that could not become events, with line, reason and text. */
export function RejectsTable({ source, total, load }: RejectsTableProps) {
  const [rejects, setRejects] = useState<readonly Reject[]>([]);
  const [wanted, setWanted] = useState(PAGE);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    load({ source, offset: 0, limit: wanted }).then(
      (page) => current && setRejects(page.rejects),
      (error: unknown) => current && setFailure(toWireError(error).message),
    );
    return () => {
      current = false;
    };
  }, [load, source, wanted]);

  return (
    <section>
      <h3>Rejected records ({number.format(total)})</h3>
      {failure !== null && <p role="alert">{failure}</p>}
      <ul className={styles['rejects']}>
        {rejects.map((reject) => (
          <li key={reject.byteOffset}>
            <p>
              <span className="tabular">
                Line {number.format(reject.line)}
                {reject.column !== null && `, column ${number.format(reject.column)}`}
              </span>{' '}
              <span className="muted">{visibleText(reject.reason)}</span>
            </p>
            <pre>{visibleText(reject.text)}</pre>
          </li>
        ))}
      </ul>
      {rejects.length < total && rejects.length > 0 && (
        <Button onClick={() => setWanted(wanted + PAGE)}>
          Show {number.format(Math.min(PAGE, total - rejects.length))} more
        </Button>
      )}
    </section>
  );
}
