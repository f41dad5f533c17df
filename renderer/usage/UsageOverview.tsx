import { useElementSize } from '@mantine/hooks';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { ResizeHandle } from '../ui/ResizeHandle.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import type { LogParts } from '../views/LogView.tsx';
import { FirstBreakdowns, FurtherBreakdowns } from './breakdowns/UsageBreakdowns.tsx';
import { UsageOverTime } from './over-time/UsageOverTime.tsx';
import styles from './UsageOverview.module.css';
import { useUsageMeasure } from './use-usage-measure.ts';

const MIN_HEIGHT = 96;
const MAX_HEIGHT = 1_200;

/** Charts of the usage in the filter, and the calls themselves below them. */
export function UsageOverview({ data, shownFilter, late, columns, scopeIsEmpty, failure, log }: LogParts) {
  const { usage } = useServices();
  const chosenHeight = useStore(usage, (state) => state.chartsHeight);
  const charts = useElementSize<HTMLDivElement>();
  const chosen = useUsageMeasure(columns);
  // What is on screen stays what it is until the answer in another measure is there.
  const measure = data?.breakdowns[0]?.measure ?? chosen;
  const shown = {
    breakdowns: data?.breakdowns ?? null,
    summary: data?.summary ?? null,
    ...{ measure, late },
  };
  return (
    <>
      {!scopeIsEmpty && (
        <>
          <div
            ref={charts.ref}
            className={styles.charts}
            style={chosenHeight === null ? undefined : { flexBasis: chosenHeight }}
          >
            <ScrollRegion label="Charts" className={styles.scroll}>
              <FirstBreakdowns {...shown} columns={columns} />
              <UsageOverTime data={data} filter={shownFilter} columns={columns} late={late} />
              <FurtherBreakdowns {...shown} columns={columns} />
            </ScrollRegion>
          </div>
          <ResizeHandle
            label="Height of the charts"
            horizontal
            size={charts.height}
            min={MIN_HEIGHT}
            max={MAX_HEIGHT}
            onResize={(chartsHeight) => usage.setState({ chartsHeight })}
          />
        </>
      )}
      {failure}
      {log}
    </>
  );
}
