import type { ReactNode } from 'react';
import styles from './HeatMap.module.css';

interface HeatCellProps {
  readonly role: 'gridcell' | 'columnheader' | 'rowheader';
  /** What it says to those who do not see it; null leaves that to its text. */
  readonly label?: string;
  readonly hint?: string;
  /** Its place; absent where nothing can be done with it. */
  readonly at?: { readonly id: string; readonly row: number; readonly column: number };
  readonly children?: ReactNode;
}

/** A cell or heading of a heat map. The map handles clicks, by the data attributes. */
export function HeatCell({ role, label, hint, at, children }: HeatCellProps) {
  return (
    <g
      role={role}
      id={at === undefined ? undefined : `${at.id}-${at.row}-${at.column}`}
      className={at === undefined ? undefined : role === 'gridcell' ? styles.cell : styles.line}
      aria-label={label}
      data-hint={hint}
      data-row={at?.row}
      data-column={at?.column}
    >
      {children}
    </g>
  );
}

/** A row of a heat map. */
export function HeatLine({ children }: { readonly children: ReactNode }) {
  const role = 'row';
  return <g role={role}>{children}</g>;
}
