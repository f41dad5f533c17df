import type { ReactNode } from 'react';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './TextBlock.module.css';

interface TextBlockProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A sunken block of log text that scrolls when it is tall. */
export function TextBlock({ label, children }: TextBlockProps) {
  return (
    <ScrollRegion className={styles.block} label={label}>
      {children}
    </ScrollRegion>
  );
}
