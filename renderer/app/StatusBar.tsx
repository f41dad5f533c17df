import { useStore } from 'zustand';
import { type CellRange, isWholeRows, rowsOf } from '../grid/cell-range.ts';
import { jobTitle, progressShare } from '../jobs/job-text.ts';
import { runningJobs } from '../state/jobs-store.ts';
import { HEADINGS } from '../state/selection-store.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf, formatPercent } from '../ui/numbers.ts';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';
import { ANYWHERE, keysOf } from './shortcuts.ts';

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
            {info.withdrawn.sources > 0 && `, ${formatCount(info.withdrawn.sources)} withdrawn`}
          </button>
          <span data-notable={info.rejected > 0}>{formatCount(info.rejected)} rejected</span>
        </>
      )}
      <span className={styles.offline} title="Trailglass makes no network connection.">
        offline <span className={styles.dot} aria-hidden="true" />
      </span>
      <span className={styles.push} />
      <Said />
      <JobsStatus />
    </footer>
  );
}

function RowPlace() {
  const { selection, view } = useServices();
  const { row, total, range } = useStore(selection);
  if (total === null) return null;
  const place =
    row === null || row === HEADINGS
      ? formatCountOf(total, 'row')
      : `row ${formatCount(row + 1)} of ${formatCount(total)}`;
  return (
    <button
      type="button"
      className={styles.statusItem}
      title={`Go to a row or a time (${keysOf(ANYWHERE, 'goTo')})`}
      onClick={() => view.setState({ goToOpen: true })}
    >
      {range === null ? place : `${place} · ${selectedWords(range)}`}
    </button>
  );
}

/** `240 rows selected`, `3 rows × 2 columns selected`. */
function selectedWords(range: CellRange): string {
  const rows = formatCountOf(rowsOf(range), 'row');
  const columns = range.right - range.left + 1;
  return isWholeRows(range) ? `${rows} selected` : `${rows} × ${formatCountOf(columns, 'column')} selected`;
}

/** What was just done, or is being done. */
function Said() {
  const { announcements } = useServices();
  const said = useStore(announcements, (state) => state.said);
  return (
    <>
      <span role="status" className={styles.said}>
        {said !== null && <LogText text={said.text} limit={120} />}
      </span>
      {said?.cancel != null && (
        <button type="button" className={styles.statusItem} onClick={said.cancel}>
          Cancel
        </button>
      )}
    </>
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
