import { useRef } from 'react';
import { removeChip, replaceClause } from '../../shared/filter/edit.ts';
import type { Clause } from '../../shared/filter/filter.ts';
import { printWritten } from '../../shared/filter/written.ts';
import { useServices } from '../app/services-context.ts';
import styles from './Filters.module.css';
import boxStyles from './QueryBox.module.css';
import { QueryField } from './QueryField.tsx';

interface WrittenClauseEditorProps {
  readonly at: number;
  readonly clause: Clause;
  readonly onDone: () => void;
}

/** The clause of a chip in writing, for those no menu can show: alternatives, negations, times. */
export function WrittenClauseEditor({ at, clause, onDone }: WrittenClauseEditorProps) {
  const { filter: store } = useServices();
  const input = useRef<HTMLInputElement | null>(null);

  function apply(clauses: readonly Clause[]): void {
    const [only] = clauses;
    store.apply((filter) => {
      if (only === undefined) return removeChip(filter, at);
      const next: Clause = clauses.length === 1 ? only : { kind: 'group', op: 'and', clauses: [...clauses] };
      return replaceClause(filter, at, next);
    });
    onDone();
  }

  return (
    <div className={styles.written}>
      <div className={boxStyles.box}>
        <QueryField input={input} label="Condition" printed={printWritten([clause])} onApply={apply} />
      </div>
      <p className={styles.hint}>Enter applies it to this chip; nothing written takes the chip away.</p>
    </div>
  );
}
