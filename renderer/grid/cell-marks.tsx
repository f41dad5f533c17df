import { TriangleAlert } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import styles from './Cells.module.css';

/** Cells of one column that stand out, by the id of their event, with why. */
export interface CellMarks {
  readonly column: string;
  readonly whys: ReadonlyMap<number, string>;
}

/** Set around a log in which cells are marked. */
export const CellMarksContext = createContext<CellMarks | null>(null);

interface MarkedCellProps {
  readonly event: number;
  readonly column: string;
  readonly children: ReactNode;
}

/** A figure, with a mark where it stands out. */
export function MarkedCell({ event, column, children }: MarkedCellProps) {
  const marks = useContext(CellMarksContext);
  const why = marks?.column === column ? marks.whys.get(event) : undefined;
  if (why === undefined) return children;
  return (
    <>
      <span className={styles.mark} role="img" aria-label={`Unusually large: ${why}`} title={why}>
        <TriangleAlert size={13} aria-hidden="true" />
      </span>
      {children}
    </>
  );
}
