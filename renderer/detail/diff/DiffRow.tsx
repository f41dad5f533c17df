import { ArrowUpDown, Equal, Minus, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { LogText } from '../../ui/LogText.tsx';
import styles from './ChangesDiff.module.css';
import { DiffValue } from './DiffValue.tsx';
import { type TextPart, textParts } from './text-parts.ts';
import { ABSENT, type ValueRow } from './value-rows.ts';

/** One member or element, before and after. */
export function DiffRow({ row }: { readonly row: ValueRow }) {
  const { kind, path, before, after } = row;
  const parts = useMemo(
    () => (typeof before === 'string' && typeof after === 'string' ? textParts(before, after) : null),
    [before, after],
  );
  const isInside = path !== '';
  return (
    <div className={styles.row} data-kind={kind} data-inside={isInside}>
      {isInside && (
        <p className={styles.member}>
          <LogText text={path} limit={500} />
          {kind === 'moved' && <span className={styles.note}> moved</span>}
        </p>
      )}
      {kind === 'same' || kind === 'moved' ? (
        <Side kind={kind} value={after} parts={null} />
      ) : (
        <div className={styles.sides}>
          <Side kind="before" value={before} parts={parts?.before ?? null} />
          <Side kind="after" value={after} parts={parts?.after ?? null} />
        </div>
      )}
    </div>
  );
}

const SIGNS = {
  before: { icon: Minus, label: 'Before' },
  after: { icon: Plus, label: 'After' },
  same: { icon: Equal, label: 'Unchanged' },
  moved: { icon: ArrowUpDown, label: 'Moved' },
} as const;

interface SideProps {
  readonly kind: keyof typeof SIGNS;
  readonly value: unknown;
  readonly parts: readonly TextPart[] | null;
}

function Side({ kind, value, parts }: SideProps) {
  const { icon: Icon, label } = SIGNS[kind];
  return (
    <div className={styles.side} data-kind={kind} data-absent={value === ABSENT}>
      <Icon size={12} role="img" aria-label={label} />
      <DiffValue value={value} parts={parts} />
    </div>
  );
}
