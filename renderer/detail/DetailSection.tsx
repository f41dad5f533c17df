import type { ReactNode } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import styles from './DetailPane.module.css';

interface DetailSectionProps {
  readonly title: string;
  readonly copy?: { readonly label: string; readonly text: string };
  readonly children: ReactNode;
}

/** A part of the detail pane with its heading. */
export function DetailSection({ title, copy, children }: DetailSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <h3>{title}</h3>
        {copy !== undefined && <CopyButton label={copy.label} text={copy.text} />}
      </div>
      {children}
    </section>
  );
}
