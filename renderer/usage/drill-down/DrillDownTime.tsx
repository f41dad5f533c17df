import { useStore } from 'zustand';
import type { Histogram } from '../../../shared/api/contract.ts';
import { isCost } from '../../../shared/usage/group-value.ts';
import { useServices } from '../../app/services-context.ts';
import { HistogramStrip } from '../../histogram/HistogramStrip.tsx';
import { HistogramTable } from '../../histogram/HistogramTable.tsx';
import { unitLabel } from '../measured-text.ts';
import styles from './DrillDownPane.module.css';

interface DrillDownTimeProps {
  readonly histogram: Histogram;
  readonly late: boolean;
}

/** Its usage over time, by the measure that the whole view is looked at by. Zooming moves the period. */
export function DrillDownTime({ histogram, late }: DrillDownTimeProps) {
  const { histogram: strip } = useServices();
  const { measure, currency } = histogram;
  const tableOpen = useStore(strip, (state) => state.tableOpen);
  return (
    <section className={styles.time} aria-label="Usage over time of the drill-down">
      {currency !== undefined && isCost(measure) && (
        <p className="muted">{unitLabel({ measure, currency, mixed: true })}</p>
      )}
      <HistogramStrip histogram={histogram} looks={[]} lit={null} late={late} pages={null} />
      {tableOpen && <HistogramTable histogram={histogram} />}
    </section>
  );
}
