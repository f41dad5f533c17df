import type { Summary } from '../../shared/api/contract.ts';
import type { Measure } from '../../shared/domain/measures.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { HistogramStrip } from './HistogramStrip.tsx';
import styles from './RangeStrip.module.css';

interface RangeStripProps {
  readonly filter: Filter;
  readonly measure?: Measure;
  readonly summary: Summary | null;
}

/** The histogram of a filter with its counts beside it. */
export function RangeStrip({ filter, measure = 'events', summary }: RangeStripProps) {
  const zone = useZone();
  const histogram = useEngineQuery('histogram', { filter, bucket: null, measure, timezone: zone });
  const late = useLateness(histogram.pending);
  const undated = histogram.data?.undated ?? 0;
  if (histogram.error !== null) {
    return (
      <div className={styles.row}>
        <ErrorNotice
          what="The histogram could not be read."
          error={histogram.error}
          onRetry={histogram.retry}
        />
      </div>
    );
  }
  return (
    <div className={styles.row}>
      {histogram.data === null ? (
        <div className={styles.placeholder} />
      ) : (
        <HistogramStrip histogram={histogram.data} late={late !== 'none'} />
      )}
      <ul className={styles.counts} aria-label="Totals of this filter">
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
