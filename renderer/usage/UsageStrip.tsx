import type { Summary } from '../../shared/api/contract.ts';
import { MonthCards } from './MonthCards.tsx';
import { RangeMetrics } from './RangeMetrics.tsx';
import styles from './UsageStrip.module.css';

interface UsageStripProps {
  readonly summary: Summary | null;
  readonly late: boolean;
}

/** Fixed calendar months on the left, set apart from what the filter comes to on the right. */
export function UsageStrip(props: UsageStripProps) {
  return (
    <div className={styles.strip}>
      <MonthCards />
      <RangeMetrics {...props} />
    </div>
  );
}
