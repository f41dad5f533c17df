import { Button } from '@mantine/core';
import { FolderOpen } from 'lucide-react';
import { ImportButton } from '../imports/ImportButton.tsx';
import { useImport } from '../imports/use-import.ts';
import styles from './Views.module.css';

/** An empty workspace: one sentence, the samples, the import, a place to drop files. */
export function WelcomeView() {
  const { samples } = useImport();
  return (
    <div className={styles.welcome}>
      <div className={styles.welcomeBody}>
        <h1>Open exported audit and AI-usage logs, and see who did what and what it cost.</h1>
        <p className="muted">
          CSV, TSV, JSON, JSON Lines and Excel worksheets; plain, gzipped, or in zip and tar archives.
          Everything stays on this machine, in one workspace file.
        </p>
        <div className={styles.welcomeActions}>
          <Button
            variant="filled"
            leftSection={<FolderOpen size={14} aria-hidden="true" />}
            onClick={samples}
          >
            Open the sample logs
          </Button>
          <ImportButton />
        </div>
        <p className={styles.dropTarget}>or drop files anywhere in this window</p>
      </div>
    </div>
  );
}
