import { Button } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../shared/errors.ts';
import { CopyButton } from './CopyButton.tsx';
import styles from './ErrorNotice.module.css';
import { LogText } from './LogText.tsx';

interface ErrorNoticeProps {
  readonly error: Pick<AppError, 'code' | 'message' | 'details'>;
  /** What was being done: "The rows could not be read". */
  readonly what: string;
  readonly onRetry?: () => void;
  /** Other ways on. */
  readonly actions?: ReactNode;
}

/** The one way an error is shown: what, where and what to do, with everything there is to copy. */
export function ErrorNotice({ error, what, onRetry, actions }: ErrorNoticeProps) {
  return (
    <div className={styles.notice} role="alert">
      <CircleAlert className={styles.icon} size={16} aria-hidden="true" />
      <div className={styles.body}>
        <p className={styles.what}>{what}</p>
        <p className={styles.message}>
          <LogText text={error.message} />
        </p>
        <div className={styles.actions}>
          {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
          {actions}
          <CopyButton label="Copy details" text={errorDetails(error, what)} withText />
          <span className={styles.code}>{error.code}</span>
        </div>
      </div>
    </div>
  );
}

function errorDetails({ code, message, details }: ErrorNoticeProps['error'], what: string): string {
  return JSON.stringify({ what, code, message, details: details ?? null }, null, 2);
}
