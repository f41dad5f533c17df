import { useStore } from 'zustand';
import { jobTitle, progressShare } from '../jobs/job-text.ts';
import { runningJobs } from '../state/jobs-store.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf, formatPercent } from '../ui/numbers.ts';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';

/** Where one is, what the workspace holds, and what runs. */
export function StatusBar() {
  const { workspace, view } = useServices();
  const info = useStore(workspace, (state) => state.info);
  return (
    <footer className={styles.status}>
      <RowPlace />
      {info !== null && (
        <>
          <button
            type="button"
            className={styles.statusItem}
            onClick={() => view.setState({ view: 'sources' })}
          >
            {formatCountOf(info.sources, 'source')}
          </button>
          <span data-notable={info.rejected > 0}>{formatCount(info.rejected)} rejected</span>
        </>
      )}
      <span className={styles.offline} title="Trailglass makes no network connection.">
        offline <span className={styles.dot} aria-hidden="true" />
      </span>
      <span className={styles.push} />
      <JobsStatus />
    </footer>
  );
}

function RowPlace() {
  const { selection } = useServices();
  const { row, total } = useStore(selection);
  if (total === null) return null;
  return (
    <span>
      {row === null ? formatCountOf(total, 'row') : `row ${formatCount(row + 1)} of ${formatCount(total)}`}
    </span>
  );
}

function JobsStatus() {
  const { jobs: store, view } = useServices();
  const jobs = useStore(store, (state) => state.jobs);
  const open = useStore(view, (state) => state.jobsOpen);
  const [running] = runningJobs(jobs);
  if (jobs.length === 0) return null;
  const share = running?.state.name === 'running' ? progressShare(running.state.progress) : null;
  return (
    <>
      <button
        type="button"
        className={styles.statusItem}
        aria-expanded={open}
        onClick={() => view.setState({ jobsOpen: !open })}
      >
        {running === undefined ? (
          'Jobs'
        ) : (
          <>
            <LogText text={jobTitle(running)} limit={60} />
            {share !== null && <progress className={styles.progress} value={share} aria-label="Progress" />}
            {share === null ? ' …' : formatPercent(Math.floor(share * 100) / 100)}
          </>
        )}
      </button>
      {running !== undefined && (
        <button type="button" className={styles.statusItem} onClick={running.cancel}>
          Cancel
        </button>
      )}
    </>
  );
}
