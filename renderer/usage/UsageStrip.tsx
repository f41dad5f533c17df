import type { ColumnInfo, Summary } from '../../shared/api/contract.ts';
import { MonthCards } from './MonthCards.tsx';
import { RangeMetrics } from './RangeMetrics.tsx';
import styles from './UsageStrip.module.css';
import { hasMeasure } from './use-usage-measure.ts';

interface UsageStripProps {
  readonly summary: Summary | null;
  readonly late: boolean;
  readonly columns: readonly ColumnInfo[];
}

/** Fixed calendar months on the left, set apart from what the filter comes to on the right. */
export function UsageStrip({ columns, ...props }: UsageStripProps) {
  return (
    <div className={styles.strip}>
      <MonthCards hasCredits={hasMeasure(columns, 'credits')} />
      <RangeMetrics {...props} />
    </div>
  );
}
