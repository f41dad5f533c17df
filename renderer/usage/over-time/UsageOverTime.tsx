import { useElementSize } from '@mantine/hooks';
import { memo, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo, Dashboard, Histogram, Summary } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { describeFilter } from '../../../shared/filter/describe.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { isCost, measureOf, unitOf } from '../../../shared/usage/group-value.ts';
import { currentScopedFilter } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { useZone } from '../../app/use-settings.ts';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { useChartTokens } from '../../charts/chart-tokens.ts';
import { HistogramLegend } from '../../histogram/HistogramLegend.tsx';
import { BucketMenu, StackMenu } from '../../histogram/StripToolbar.tsx';
import { useSeriesLooks } from '../../histogram/series-looks.ts';
import { currenciesOf } from '../currencies.ts';
import { inCurrency } from './in-currency.ts';
import { OverTimeChart } from './OverTimeChart.tsx';
import { OverTimeCursor } from './OverTimeCursor.tsx';
import { noteLines, OverTimeNotes } from './OverTimeNotes.tsx';
import { OverTimeTools } from './OverTimeTools.tsx';
import { drawingOf } from './over-time-drawing.ts';
import { legendLines } from './over-time-legend.ts';
import { nothingText, summaryOf } from './over-time-summary.ts';
import { overTimeTable } from './over-time-table.ts';
import { aboutText, amountOf } from './over-time-text.ts';
import styles from './UsageOverTime.module.css';
import { useComparison } from './use-comparison.ts';
import { useLogSpan } from './use-log-span.ts';
import { useMonthForecast } from './use-month-forecast.ts';

const TITLE = 'Usage over time';

interface UsageOverTimeProps {
  /** Null before the first answer. */
  readonly data: Dashboard | null;
  /** The filter it is about; null while that is not known, or it is about other events than there are now. */
  readonly filter: Filter | null;
  readonly columns: readonly ColumnInfo[];
  /** Whether it is that of an older filter, and the new one takes its time. */
  readonly late: boolean;
}

/** A measure of usage over time: split by a field, against the period before, summed up, forecast. */
export const UsageOverTime = memo(function UsageOverTime({ data, ...props }: UsageOverTimeProps) {
  if (data === null || data.histogram === null) return null;
  return <Shown histogram={data.histogram} summary={data.summary} {...props} />;
});

interface ShownProps extends Omit<UsageOverTimeProps, 'data'> {
  readonly histogram: Histogram;
  readonly summary: Summary;
}

function Shown({ histogram, summary: totals, filter, columns, late }: ShownProps) {
  const services = useServices();
  const { overTime } = services;
  const { shape, cumulative, compare, forecast } = useStore(overTime);
  const zone = useZone();
  const { measure } = histogram;
  // Other measures are of all events, whatever currency some of them cost in.
  const currency = isCost(measure) ? histogram.currency : undefined;
  const unit = useMemo(() => unitOf(measure, totals, currency), [measure, totals, currency]);
  const currencies = useMemo(() => currenciesOf(histogram, totals), [histogram, totals]);
  const looks = useSeriesLooks(histogram);
  const [lit, setLit] = useState<number | null>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();

  const has = measureOf(totals, unit) !== null;
  const log = useLogSpan();
  const logEnd = log?.end ?? null;
  // What is asked besides is about the very filter that is shown, so that it always belongs to it.
  const about = useMemo(
    () => (filter === null || !has ? null : inCurrency(filter, currency)),
    [filter, has, currency],
  );
  const comparison = useComparison(compare ? about : null, histogram, unit, log);
  const outlook = useMonthForecast(forecast ? about : null, measure, logEnd, zone);
  const before = comparison.kind === 'compared' ? comparison.comparison.histogram : null;
  const month = outlook?.outcome.kind === 'forecast' ? outlook.outcome : null;
  const isSplit = looks.length > 0;
  const drawing = useMemo(
    () => drawingOf({ histogram, isSplit, shape, running: cumulative, before, forecast: month, log }),
    [histogram, isSplit, shape, cumulative, before, month, log],
  );
  const title = aboutText(histogram, unit, cumulative);
  const table = useMemo(
    () => (drawing.slots.bounds.length === 0 ? null : overTimeTable(histogram, drawing, before, title)),
    [histogram, drawing, before, title],
  );
  const notes = { currencies, undated: histogram.undated, comparison, outlook, logEnd, zone, unit };
  const tokens = useChartTokens();
  const nothing = nothingText(histogram, has);
  const summary = summaryOf(histogram, drawing.total, unit);
  return (
    <ChartFrame
      title={TITLE}
      about={title}
      table={nothing === null ? table : null}
      data={() => ({
        table: overTimeTable(histogram, drawing, before, title),
        json: {
          ...{ currency: unit.currency, histogram, before },
          ...{ forecast: outlook?.outcome ?? null, notes: noteLines(notes) },
        },
      })}
      part={`over time ${MEASURES[measure].label}`}
      notes={() => {
        const shown = inCurrency(filter ?? currentScopedFilter(services), currency);
        return [title, describeFilter(shown)];
      }}
      remarks={() => noteLines(notes)}
      legend={legendLines(looks, drawing, comparison, unit, tokens)}
      late={late}
      tools={<OverTimeTools noArea={drawing.noArea} />}
      above={
        <div className={styles.choices} role="toolbar" aria-label="Split of usage over time">
          <StackMenu columns={columns} />
          <BucketMenu histogram={histogram} />
          <HistogramLegend
            histogram={histogram}
            looks={looks}
            amount={(value) => amountOf(value, unit)}
            onLight={setLit}
          />
        </div>
      }
      below={<OverTimeNotes {...notes} slots={drawing.slots} />}
    >
      <div ref={ref} className={styles.plot}>
        {nothing !== null && <p className={styles.nothing}>{nothing}</p>}
        {nothing === null && width > 0 && (
          <>
            <OverTimeChart
              drawing={drawing}
              looks={looks}
              timezone={histogram.timezone}
              width={width}
              lit={lit}
              label={summary}
            />
            <OverTimeCursor
              histogram={histogram}
              drawing={drawing}
              before={before}
              looks={looks}
              unit={unit}
              width={width}
              summary={summary}
            />
          </>
        )}
      </div>
    </ChartFrame>
  );
}
