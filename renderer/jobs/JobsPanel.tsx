import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { ImportReportView } from '../imports/ImportReportView.tsx';
import type { Job } from '../state/jobs-store.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatBytes, formatCountOf } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { JobProgress } from './JobProgress.tsx';
import styles from './JobsPanel.module.css';
import { jobTitle } from './job-text.ts';

/** Long work of this session, with its progress and reports. Beside the log, never over a question. */
export function JobsPanel() {
  const { jobs: store, view } = useServices();
  const jobs = useStore(store, (state) => state.jobs);
  const open = useStore(view, (state) => state.jobsOpen);
  if (!open) return null;
  const close = (): void => view.setState({ jobsOpen: false });
  return (
    <section
      className={styles.panel}
      aria-label="Jobs"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header className={styles.head}>
        <h2>Jobs</h2>
        {jobs.some((job) => job.state.name !== 'running') && (
          <Button
            variant="subtle"
            onClick={() => {
              store.clear();
              if (store.getState().jobs.length === 0) close();
            }}
          >
            Clear finished
          </Button>
        )}
        <ActionIcon aria-label="Close jobs" title="Close" onClick={close}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </header>
      <ScrollRegion className={styles.list} label="List of jobs">
        {jobs.length === 0 && <p className="muted">Nothing has run yet.</p>}
        {jobs.map((job) => (
          <article key={job.id} className={styles.job} aria-label={jobTitle(job)}>
            <h3 className={styles.jobTitle}>
              <LogText text={jobTitle(job)} limit={200} />
            </h3>
            <JobBody job={job} />
          </article>
        ))}
      </ScrollRegion>
    </section>
  );
}

const CANCELLED = {
  import: 'Cancelled. What was stored before stays; importing the same file again goes on from there.',
  export: 'Cancelled. No file was written.',
  reindex: 'Cancelled. Answers are right without the index; they take longer.',
} as const satisfies Record<Job['task']['kind'], string>;

function JobBody({ job }: { readonly job: Job }) {
  const { state, task } = job;
  switch (state.name) {
    case 'running':
      return <JobProgress job={job} />;
    case 'cancelled':
      return <p className="muted">{CANCELLED[task.kind]}</p>;
    case 'failed':
      return <ErrorNotice what={`${jobTitle(job)} stopped.`} error={state.error} />;
    case 'exported':
      return (
        <div className={styles.exported}>
          <p>
            {formatCountOf(state.report.rows, 'row')} written, {formatBytes(state.report.bytes)}
            {state.report.sanitised && '; cells that a spreadsheet would run as formulas were defused'}
          </p>
          <p className={styles.hash}>
            SHA-256 <code>{state.report.sha256}</code>
            <CopyButton label="Copy SHA-256" text={state.report.sha256} />
          </p>
          {task.kind === 'export' && (
            <p className="muted">
              <LogText text={task.filter} />
            </p>
          )}
        </div>
      );
    case 'reindexed':
      return (
        <p>
          {formatCountOf(state.report.events, 'event')} in {formatCountOf(state.report.segments, 'segment')}.
          Nothing of the evidence was touched.
        </p>
      );
    case 'imported':
      return task.kind === 'import' ? (
        <ImportReportView report={state.report} files={task.files} options={task.options} />
      ) : null;
  }
}
