import { memo } from 'react';
import type { Summary } from '../../shared/api/contract.ts';
import { formatCount } from '../ui/numbers.ts';
import styles from './SummaryCards.module.css';

/** A figure with what it counts. */
interface Card {
  readonly label: string;
  readonly value: number | undefined;
  readonly about: string;
}

interface SummaryCardsProps {
  /** Null before the first answer. */
  readonly summary: Summary | null;
  /** Usage has figures of its own besides, so that only the events are counted here. */
  readonly only?: 'events' | undefined;
  /** Whether the figures are those of an older filter, and the new ones take their time. */
  readonly late: boolean;
}

/** How many events, users and actions the selected range and filter hold. They follow it, unlike figures of a month. */
export const SummaryCards = memo(function SummaryCards({ summary, only, late }: SummaryCardsProps) {
  const undated = summary?.undated ?? 0;
  const cards = cardsOf(summary).slice(0, only === 'events' ? 1 : undefined);
  return (
    <div className={styles.cards} data-late={late}>
      <dl aria-label="Totals in this range" aria-busy={late}>
        {cards.map(({ label, value, about }) => (
          <div key={label} title={about}>
            <dt>{label}</dt>
            <dd>{value === undefined ? '–' : formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        in this range
        {undated > 0 && (
          <span title="Events without a timestamp are counted here, and not in the chart">
            {' '}
            · {formatCount(undated)} undated, not in the chart
          </span>
        )}
      </p>
    </div>
  );
});

function cardsOf(summary: Summary | null): readonly Card[] {
  return [
    { label: 'Total events', value: summary?.events, about: 'Events of this range and filter' },
    {
      label: 'Unique users',
      value: summary?.actors,
      about: 'Distinct actors among them; System and Unknown user count as one each',
    },
    { label: 'Unique actions', value: summary?.actions, about: 'Distinct actions among them, as found' },
  ];
}
