import { Button, Loader } from '@mantine/core';
import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Progress, VerifyReport } from '../../shared/api/contract.ts';
import type { AppError } from '../../shared/errors.ts';
import { useServices } from '../app/services-context.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { progressText } from '../jobs/job-text.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import styles from './Views.module.css';

type VerifyState =
  | { readonly name: 'idle' | 'cancelled' }
  | { readonly name: 'running'; readonly progress: Progress | null; readonly stop: () => void }
  | { readonly name: 'done'; readonly report: VerifyReport }
  | { readonly name: 'failed'; readonly error: AppError };

/** Recomputes every hash of the workspace and says what holds. */
export function VerifyPanel() {
  const { engine } = useServices();
  const [state, setState] = useState<VerifyState>({ name: 'idle' });

  function verify(): void {
    const running = new AbortController();
    const stop = (): void => running.abort();
    setState({ name: 'running', progress: null, stop });
    engine
      .verify(
        {},
        { signal: running.signal, onProgress: (progress) => setState({ name: 'running', progress, stop }) },
      )
      .then(
        (report) => setState({ name: 'done', report }),
        (error: unknown) => {
          const known = asAppError(error);
          setState(known.code === 'CANCELLED' ? { name: 'cancelled' } : { name: 'failed', error: known });
        },
      );
  }

  return (
    <section className={styles.verify} aria-label="Verify the workspace">
      <h2>Verify the workspace</h2>
      {state.name === 'running' ? (
        <p className={styles.verifyLine}>
          <Loader size={14} />
          <LogText text={progressText(state.progress)} />
          <Button onClick={state.stop}>Cancel</Button>
        </p>
      ) : (
        <p className={styles.verifyLine}>
          <Button variant="filled" onClick={verify}>
            Verify
          </Button>
          {state.name === 'cancelled' && <span className="muted">Cancelled. Nothing was changed.</span>}
        </p>
      )}
      {state.name === 'failed' && (
        <ErrorNotice what="The workspace could not be verified." error={state.error} />
      )}
      {state.name === 'done' && <VerifyResult report={state.report} />}
    </section>
  );
}

function VerifyResult({ report }: { readonly report: VerifyReport }) {
  return (
    <div role="status">
      <p className={styles.verifyLine}>
        <strong>{report.ok ? 'Everything holds.' : 'Something does not hold.'}</strong>
        <span className="muted">
          {formatCountOf(report.events, 'event')} in {formatCountOf(report.batches, 'batch', 'batches')}
        </span>
      </p>
      <ul className={styles.checks}>
        {report.checks.map((check) => (
          <li key={check.name} data-ok={check.ok}>
            {check.ok ? (
              <CircleCheck size={14} role="img" aria-label="Holds" />
            ) : (
              <CircleX size={14} role="img" aria-label="Does not hold" />
            )}
            <span>
              <strong>{check.name}</strong> <LogText text={check.message} />
            </span>
          </li>
        ))}
      </ul>
      {report.head !== null && (
        <p className="muted">
          Head of the hash chain <code>{report.head}</code>
        </p>
      )}
    </div>
  );
}
