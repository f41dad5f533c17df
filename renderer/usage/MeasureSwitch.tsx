import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import { USAGE_MEASURES } from '../state/usage-store.ts';
import styles from './MeasureSwitch.module.css';
import { measureChoices, useUsageMeasure } from './use-usage-measure.ts';

/** What charts and rankings are measured by. Each by itself: credits, cost and BYOK cost are never added up. */
export const MeasureSwitch = memo(function MeasureSwitch({
  columns,
}: {
  readonly columns: readonly ColumnInfo[];
}) {
  const { usage } = useServices();
  const measure = useUsageMeasure(columns);
  const choices = measureChoices(columns);
  if (!choices.some(({ there }) => there)) return null;
  return (
    <SegmentedControl
      className={styles.switch}
      aria-label="Measure"
      data={choices.map(({ measure: value, label, there }) => ({
        value,
        label: there ? label : <span title={`No event has ${label.toLowerCase()}`}>{label}</span>,
        disabled: !there,
      }))}
      value={measure}
      onChange={(value) => usage.setState({ measure: USAGE_MEASURES.find((one) => one === value) ?? null })}
    />
  );
});
