import type { LogCoverage } from '../../shared/api/contract.ts';
import { useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './Coverage.module.css';
import { LogCoverageView } from './LogCoverageView.tsx';

/** Every log of the workspace, stitched together from its exports. */
export function CoveragePanel() {
  const zone = useZone();
  const { data, error, pending, retry } = useEngineQuery('coverage', { timezone: zone });
  const late = useLateness(pending);
  if (error !== null) {
    return <ErrorNotice what="The coverage could not be worked out." error={error} onRetry={retry} />;
  }
  if (data === null) return late === 'spin' ? <p className={styles.wait}>Working out the coverage…</p> : null;
  if (data.logs.length === 0) {
    return (
      <EmptyState title="Nothing has been imported yet.">
        <p>Exports of one log appear here as one bar, with overlaps, holes and late arrivals.</p>
      </EmptyState>
    );
  }
  return (
    <ScrollRegion className={styles.panel} label="Coverage of the logs">
      {data.logs.map((log) => (
        <LogCoverageView key={keyOf(log)} log={log} />
      ))}
      <details className={styles.rules}>
        <summary>How this is judged</summary>
        <ul>
          {data.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </details>
    </ScrollRegion>
  );
}

function keyOf({ lanes }: LogCoverage): number {
  return lanes[0]?.source ?? 0;
}
