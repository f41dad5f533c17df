import { type ReactNode, useId } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import styles from './DetailPane.module.css';

interface DetailSectionProps {
  readonly title: string;
  /** Buttons beside the heading, before the one that copies. */
  readonly tools?: ReactNode;
  readonly copy?: { readonly label: string; readonly text: string };
  readonly children: ReactNode;
}

/** A part of the detail pane: a region with its heading. */
export function DetailSection({ title, tools, copy, children }: DetailSectionProps) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <div className={styles.sectionHead}>
        <h3 id={heading}>{title}</h3>
        <span className={styles.sectionTools}>
          {tools}
          {copy !== undefined && <CopyButton label={copy.label} text={copy.text} />}
        </span>
      </div>
      {children}
    </section>
  );
}
