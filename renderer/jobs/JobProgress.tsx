import { Button, Progress } from '@mantine/core';
import type { Job } from '../state/jobs-store.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './JobsPanel.module.css';
import { progressShare, progressText } from './job-text.ts';

/** How far a running job is, in numbers, and the way to stop it. */
export function JobProgress({ job }: { readonly job: Job }) {
  if (job.state.name !== 'running') return null;
  const { progress, cancelling } = job.state;
  const share = progressShare(progress);
  return (
    <div className={styles.progress}>
      <Progress
        className={styles.bar}
        value={share === null ? 100 : share * 100}
        animated={share === null}
        aria-label="Progress"
      />
      <p className={styles.progressText} aria-live="off">
        <LogText text={cancelling ? 'Cancelling…' : progressText(progress)} limit={160} />
      </p>
      <Button disabled={cancelling} onClick={job.cancel}>
        Cancel
      </Button>
    </div>
  );
}
