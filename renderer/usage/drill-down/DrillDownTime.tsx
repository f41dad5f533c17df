import { SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import type { Histogram } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { useServices } from '../../app/services-context.ts';
import { HistogramStrip } from '../../histogram/HistogramStrip.tsx';
import { HistogramTable } from '../../histogram/HistogramTable.tsx';
import { USAGE_MEASURES, type UsageMeasure } from '../../state/usage-store.ts';
import styles from './DrillDownPane.module.css';

const CHOICES = USAGE_MEASURES.map((value) => ({ value, label: MEASURES[value].label }));

interface DrillDownTimeProps {
  readonly histogram: Histogram;
  readonly late: boolean;
}

/** Its usage over time, by the measure that the whole view is looked at by. Zooming moves the period. */
export function DrillDownTime({ histogram, late }: DrillDownTimeProps) {
  const { usage, histogram: strip } = useServices();
  const measure = useStore(usage, (state) => state.measure);
  const tableOpen = useStore(strip, (state) => state.tableOpen);
  return (
    <section className={styles.time} aria-label="Usage over time of the drill-down">
      <SegmentedControl<UsageMeasure>
        aria-label="Measure"
        size="xs"
        data={CHOICES}
        value={measure}
        onChange={(chosen) => usage.setState({ measure: chosen })}
      />
      <HistogramStrip histogram={histogram} looks={[]} lit={null} late={late} openTime={null} />
      {tableOpen && <HistogramTable histogram={histogram} />}
    </section>
  );
}
