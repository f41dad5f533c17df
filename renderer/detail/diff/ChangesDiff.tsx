import { Button } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import type { Change } from '../../../shared/domain/event.ts';
import { LogText } from '../../ui/LogText.tsx';
import { formatCount } from '../../ui/numbers.ts';
import styles from './ChangesDiff.module.css';
import { DiffRow } from './DiffRow.tsx';
import { foldUnchanged } from './fold-unchanged.ts';
import { valueRows } from './value-rows.ts';

interface ChangesDiffProps {
  readonly changes: readonly Change[];
  /** Changes shown at first. */
  readonly first?: number;
}

const FIRST = 100;

/**
 * Before and after, change by change, inside each value member by member: what is the same is folded. Beside each other
 * where there is room, else one above the other.
 */
export const ChangesDiff = memo(function ChangesDiff({ changes, first = FIRST }: ChangesDiffProps) {
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, first);
  return (
    <div className={styles.diff}>
      <ul className={styles.list}>
        {shown.map((change, at) => (
          // A path may occur twice in a hostile record; the list never changes order.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={at}>
            <ChangeRows change={change} />
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button size="compact-xs" mt={8} onClick={() => setAll(true)}>
          Show {formatCount(changes.length - shown.length)} more changes
        </Button>
      )}
    </div>
  );
});

/** Rows of one value shown at first. */
const FIRST_ROWS = 60;

function ChangeRows({ change: { path, before, after } }: { readonly change: Change }) {
  const parts = useMemo(() => foldUnchanged(valueRows(before, after)), [before, after]);
  const [all, setAll] = useState(false);
  const shown = all ? parts : parts.slice(0, FIRST_ROWS);
  return (
    <>
      <p className={styles.path}>{path === '' ? 'the whole record' : <LogText text={path} limit={500} />}</p>
      {shown.map((part, at) =>
        part.kind === 'folded' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a value never change places
          <Folded key={at} count={part.rows.length}>
            {() => part.rows.map((row) => <DiffRow key={row.path} row={row} />)}
          </Folded>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <DiffRow key={at} row={part.row} />
        ),
      )}
      {shown.length < parts.length && (
        <Button size="compact-xs" onClick={() => setAll(true)}>
          Show {formatCount(parts.length - shown.length)} more differences
        </Button>
      )}
    </>
  );
}

interface FoldedProps {
  readonly count: number;
  readonly children: () => React.ReactNode;
}

/** Stands for what did not change, and shows it on request. */
function Folded({ count, children }: FoldedProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '▾' : '▸'} {formatCount(count)} unchanged
      </button>
      {open && children()}
    </>
  );
}
