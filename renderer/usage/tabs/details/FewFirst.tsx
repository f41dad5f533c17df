import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatCount } from '../../../ui/numbers.ts';
import styles from './UsageHints.module.css';

/** Findings that are listed before all are asked for. */
const FEW = 5;

interface FewFirstProps<T> {
  /** The most unusual first. */
  readonly found: readonly T[];
  /** All there are; the engine tells of so many at most. */
  readonly total: number;
  readonly list: (shown: readonly T[]) => ReactNode;
}

/** A list of findings: the few most unusual, and all of them when asked for. */
export function FewFirst<T>({ found, total, list }: FewFirstProps<T>) {
  const [all, setAll] = useState(false);
  return (
    <>
      {found.length > 0 && list(all ? found : found.slice(0, FEW))}
      {all && total > found.length && (
        <p className={styles.rule}>
          The {formatCount(found.length)} most unusual of {formatCount(total)}.
        </p>
      )}
      {total > FEW && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={all}
          onClick={() => setAll((before) => !before)}
        >
          {all ? `Show the first ${FEW}` : `Show all (${formatCount(total)})`}
        </Button>
      )}
    </>
  );
}
