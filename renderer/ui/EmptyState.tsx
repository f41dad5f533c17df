import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** Whether this is all there is on the page, so that its title is the page's. */
  readonly wholePage?: boolean;
  readonly children?: ReactNode;
  /** One action, or the primary one first. */
  readonly actions?: ReactNode;
}

/** What this place is for, and what can be done now. */
export function EmptyState({ title, wholePage = false, children, actions }: EmptyStateProps) {
  const Title = wholePage ? 'h1' : 'h2';
  return (
    <div className={styles.empty}>
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
