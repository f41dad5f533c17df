import { type KeyboardEvent, memo } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo } from '../../../shared/api/contract.ts';
import { useServices } from '../../app/services-context.ts';
import { useScopedFilter, useZone } from '../../app/use-settings.ts';
import { useLateness } from '../../engine/use-lateness.ts';
import { useFigures, useLogQuery } from '../../engine/use-log-query.ts';
import type { DrillDown } from '../../state/usage-store.ts';
import { ResizeHandle } from '../../ui/ResizeHandle.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { LogFailure } from '../../views/LogFailure.tsx';
import { USAGE_PANEL } from '../UsageTabs.tsx';
import { useUsageMeasure } from '../use-usage-measure.ts';
import { DrillDownBreakdowns } from './DrillDownBreakdowns.tsx';
import { DrillDownCalls } from './DrillDownCalls.tsx';
import { DrillDownFigures } from './DrillDownFigures.tsx';
import { DrillDownHead } from './DrillDownHead.tsx';
import styles from './DrillDownPane.module.css';
import { DrillDownTime } from './DrillDownTime.tsx';
import { breakdownsOf } from './drill-down-breakdowns.ts';
import { ofSubject } from './subject-filters.ts';

const MIN_WIDTH = 380;
const MAX_WIDTH = 1_100;
const MIN_HEIGHT = 92;
const MAX_HEIGHT = 1_200;
/** More bars could not be told apart in a pane. */
const MOST_BARS = 120;

interface DrillDownPaneProps {
  readonly columns: readonly ColumnInfo[];
}

/** The usage of one member, model, key, worker or entry point, beside the view; an open event takes its place. */
export const DrillDownPane = memo(function DrillDownPane({ columns }: DrillDownPaneProps) {
  const { usage, selection } = useServices();
  const { drillDown, drillDownWidth } = useStore(usage);
  const eventIsOpen = useStore(selection, ({ openEvent }) => openEvent !== null);
  if (drillDown === null || eventIsOpen) return null;
  return (
    <>
      <ResizeHandle
        label="Width of the drill-down"
        size={drillDownWidth}
        min={MIN_WIDTH}
        max={MAX_WIDTH}
        onResize={(width) => usage.setState({ drillDownWidth: width })}
      />
      <Pane subject={drillDown} width={drillDownWidth} columns={columns} />
    </>
  );
});

interface PaneProps extends DrillDownPaneProps {
  readonly subject: DrillDown;
  readonly width: number;
}

/** Everything in it is one question about the filter of the view and the subject. */
function Pane({ subject, width, columns }: PaneProps) {
  const { usage, columns: choices } = useServices();
  const scoped = useScopedFilter();
  const zone = useZone();
  const { drillDownHeight, currency } = useStore(usage);
  const measure = useUsageMeasure(columns);
  const sort = useStore(choices, (state) => state.sorts.calls);
  const filter = ofSubject(scoped, subject);
  const query = useLogQuery({
    filter,
    sort,
    histogram: { bucket: null, measure, timezone: zone, maxPoints: MOST_BARS, wholeRange: true },
    breakdowns: breakdownsOf(subject.field, measure),
    currency,
  });
  const { data, error, stale } = useFigures(query);
  const late = useLateness(stale);
  const first = query.pages.row(0);

  /** Escape that nothing inside had a use for closes the pane, and the keyboard goes back to the list or log. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof Node)) return;
    if (!event.currentTarget.contains(event.target)) return;
    event.preventDefault();
    usage.setState({ drillDown: null, stepped: false });
    document.getElementById(USAGE_PANEL)?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }
  return (
    <aside className={styles.pane} style={{ width }} aria-label="Drill-down" onKeyDown={onKeyDown}>
      <DrillDownHead subject={subject} kind={subject.field === 'actor' ? (first?.actorKind ?? null) : null} />
      <div className={styles.figures} style={{ flexBasis: drillDownHeight }}>
        <ScrollRegion className={styles.scroll} label="Figures of the drill-down" late={late}>
          {error !== null && <LogFailure error={error} onRetry={() => query.retry()} />}
          {data !== null && (
            <>
              <DrillDownFigures subject={subject} summary={data.summary} />
              {data.histogram !== null && <DrillDownTime histogram={data.histogram} late={late !== 'none'} />}
              <DrillDownBreakdowns breakdowns={data.breakdowns} summary={data.summary} measure={measure} />
            </>
          )}
        </ScrollRegion>
      </div>
      <ResizeHandle
        label="Height of the figures"
        horizontal
        size={drillDownHeight}
        min={MIN_HEIGHT}
        max={MAX_HEIGHT}
        onResize={(height) => usage.setState({ drillDownHeight: height })}
      />
      <DrillDownCalls
        filter={filter}
        sort={sort}
        query={query}
        columns={columns}
        calls={stale ? null : (data?.summary.events ?? null)}
      />
    </aside>
  );
}
