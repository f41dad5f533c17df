import { ArrowDown, ArrowUp, Equal, Sparkle } from 'lucide-react';
import type { MonthDelta } from '../../shared/usage/month-delta.ts';
import { formatPercent } from '../ui/numbers.ts';
import styles from './UsageStrip.module.css';

const LOOKS = {
  up: { icon: ArrowUp, word: 'up' },
  down: { icon: ArrowDown, word: 'down' },
  flat: { icon: Equal, word: 'flat' },
  new: { icon: Sparkle, word: 'new' },
} as const;

/** Smallest share that is written as it is. */
const SMALLEST = 0.001;

/** How this month differs from the last: never by colour alone. */
export function DeltaPill({
  delta: { kind, share },
  about,
}: {
  readonly delta: MonthDelta;
  readonly about: string;
}) {
  const { icon: Icon, word } = LOOKS[kind];
  const text = share === null ? word : shareText(Math.abs(share));
  return (
    <span className={styles.pill} data-kind={kind} title={about}>
      <Icon size={11} aria-hidden="true" />
      {share !== null && <span className={styles.unseen}>{word} </span>}
      {text}
    </span>
  );
}

function shareText(share: number): string {
  return share < SMALLEST ? `<${formatPercent(SMALLEST)}` : formatPercent(share);
}
