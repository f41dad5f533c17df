import type { Histogram, Summary } from '../../shared/api/contract.ts';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { HistogramStrip } from './HistogramStrip.tsx';
import styles from './RangeStrip.module.css';

interface RangeStripProps {
  /** Null before the first answer, as is the summary. */
  readonly histogram: Histogram | null;
  readonly summary: Summary | null;
  /** Whether both are those of an older filter, and the new ones take their time. */
  readonly late: boolean;
}

/** The histogram of a filter with its counts beside it. */
export function RangeStrip({ histogram, summary, late }: RangeStripProps) {
  const undated = histogram?.undated ?? 0;
  return (
    <div className={styles.row}>
      {histogram === null ? (
        <div className={styles.placeholder} />
      ) : (
        <HistogramStrip histogram={histogram} late={late} />
      )}
      <ul className={styles.counts} aria-label="Totals of this filter" aria-busy={late} data-late={late}>
        {summary !== null && (
          <>
            <li className={styles.main}>{formatCountOf(summary.events, 'event')}</li>
            <li>
              {formatCountOf(summary.actors, 'user')} ·{' '}
              {summary.auditEvents > 0
                ? formatCountOf(summary.actions, 'action')
                : formatCountOf(summary.models, 'model')}
            </li>
          </>
        )}
        {undated > 0 && <li>{formatCount(undated)} with no timestamp, not in the chart</li>}
      </ul>
    </div>
  );
}
