import { Button } from '@mantine/core';
import { Table, ZoomOut } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { BUCKETS, type Bucket, type ColumnInfo, type Histogram } from '../../shared/api/contract.ts';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import { TIME_PRESETS } from '../../shared/filter/filter.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { estimateBuckets } from '../../shared/time/buckets.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter, useScope } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { HistogramLegend } from './HistogramLegend.tsx';
import { type StripChoice, StripMenu } from './StripMenu.tsx';
import styles from './StripToolbar.module.css';
import type { SeriesLook } from './series-looks.ts';
import { stackFields, stackLabel } from './stack-fields.ts';
import { boundsOf } from './strip-text.ts';
import { useStripChoice } from './use-strip-choice.ts';
import { isZoomed, zoomOut } from './zoom.ts';

/** More bars than this would be thinner than a pixel. */
export const MOST_BARS = 1_000;

interface StripToolbarProps {
  readonly histogram: Histogram;
  readonly looks: readonly SeriesLook[];
  readonly columns: readonly ColumnInfo[];
  readonly onLight: (at: number | null) => void;
  /** What stands at the right end. */
  readonly end?: ReactNode;
}

/** What the bars stand for, and what they are made of: field, bucket, legend, way back, table. */
export const StripToolbar = memo(function StripToolbar({
  histogram,
  looks,
  columns,
  onLight,
  end,
}: StripToolbarProps) {
  const services = useServices();
  const tableOpen = useStore(services.histogram, (state) => state.tableOpen);
  const nothing = histogram.by !== null && histogram.series.length > 0 && looks.length === 0;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Histogram">
      <StackMenu columns={columns} />
      <BucketMenu histogram={histogram} />
      {nothing ? (
        <p className={styles.hint}>No event here has a value of {stackLabel(histogram.by).toLowerCase()}.</p>
      ) : (
        <HistogramLegend histogram={histogram} looks={looks} onLight={onLight} />
      )}
      <span className={styles.end}>
        <ResetZoom />
        <Button
          variant="subtle"
          className={styles.button}
          leftSection={<Table size={14} aria-hidden="true" />}
          aria-expanded={tableOpen}
          title="The bars as a table (T)"
          onClick={() => services.histogram.setState({ tableOpen: !tableOpen })}
        >
          Table
        </Button>
        {end}
      </span>
    </div>
  );
});

/** The way back from a zoom; nothing without one. */
export function ResetZoom() {
  const services = useServices();
  const zoom = useStore(services.histogram, (state) => state.zoom);
  const { time } = useFilter();
  if (zoom === null || !isZoomed(time, zoom)) return null;
  return (
    <Button
      variant="subtle"
      className={styles.button}
      leftSection={<ZoomOut size={14} aria-hidden="true" />}
      title={`Back to ${rangeName(zoom.before)} (double-click or Backspace)`}
      onClick={() => zoomOut(services)}
    >
      Reset zoom
    </Button>
  );
}

function rangeName(time: Parameters<typeof describeTimeRange>[0]): string {
  return time.preset === 'custom' ? describeTimeRange(time) : TIME_PRESETS[time.preset];
}

/** Which field stacks the bars. */
export function StackMenu({ columns }: { readonly columns: readonly ColumnInfo[] }) {
  const { histogram: store } = useServices();
  const scope = useScope();
  const { by } = useStripChoice(scope, columns);
  const { usual, others, extra } = stackFields(columns, by, scope);
  const choice = (field: string | null): StripChoice => ({
    key: field ?? '',
    label: <LogText text={stackLabel(field)} limit={60} />,
    chosen: field === by,
    onChoose: () => store.stackBy(scope, field),
  });
  const shown = visibleText(stackLabel(by));
  return (
    <StripMenu
      name={`Stack by: ${shown}`}
      shown={
        <span className={styles.shown}>
          <span className={styles.what}>Stack by</span> {by === null ? 'none' : shown}
        </span>
      }
      groups={[
        { title: null, choices: [null, ...usual].map(choice) },
        { title: 'Other fields', choices: others.map(choice) },
        { title: 'Columns of the files', choices: extra.map(choice) },
      ]}
    />
  );
}

/** How long a bar is. */
export function BucketMenu({ histogram }: { readonly histogram: Histogram }) {
  const { histogram: store } = useServices();
  const scope = useScope();
  const chosen = useStore(store, (state) => state.bucket[scope]);
  const bounds = boundsOf(histogram.points);
  const [from = 0, to = 0] = [bounds[0], bounds.at(-1)];
  const refusal = (bucket: Bucket): string | null => {
    const bars = Math.round(estimateBuckets(from, to, bucket));
    return bars <= MOST_BARS ? null : `Over ${formatCount(MOST_BARS)} bars. Zoom in first.`;
  };
  const wanted = chosen === null || chosen === histogram.bucket ? null : `per ${chosen} is too fine here`;
  return (
    <StripMenu
      name={`Bars: per ${histogram.bucket}${chosen === null ? ', chosen by the range' : ''}`}
      shown={
        <span className={styles.shown} title={wanted ?? undefined}>
          per {histogram.bucket}
          <span className={styles.zone}>, {histogram.timezone}</span>
        </span>
      }
      groups={[
        {
          title: null,
          choices: [
            {
              key: 'auto',
              label: 'By the range',
              chosen: chosen === null,
              onChoose: () => store.chooseBucket(scope, null),
            },
            ...BUCKETS.map((bucket) => ({
              key: bucket,
              label: `Per ${bucket}`,
              chosen: chosen === bucket,
              refused: refusal(bucket),
              onChoose: () => store.chooseBucket(scope, bucket),
            })),
          ],
        },
      ]}
    />
  );
}
