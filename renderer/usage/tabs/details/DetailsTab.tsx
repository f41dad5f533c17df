import { useMemo, useState } from 'react';
import { useScopedFilter } from '../../../app/use-settings.ts';
import { useEngineQuery } from '../../../engine/use-engine-query.ts';
import { type CellMarks, CellMarksContext } from '../../../grid/cell-marks.tsx';
import type { UsageMeasure } from '../../../state/usage-store.ts';
import type { LogParts } from '../../../views/LogView.tsx';
import { type HintChoice, OUTLIER_MEASURES, type OutlierMeasure, UsageHints } from './UsageHints.tsx';

/** Clusters and events that are told of; the log marks these events. */
const MOST = 1_000;

interface DetailsTabProps extends LogParts {
  /** What the view is measured by. */
  readonly measure: UsageMeasure;
}

/** Individual runs and calls row by row, with hints on what stands out among them. */
export function DetailsTab({ measure, strip, failure, log, scopeIsEmpty, data }: DetailsTabProps) {
  const filter = useScopedFilter();
  const [choice, setChoice] = useState<HintChoice>({ seconds: 60, measure: outlierMeasure(measure) });
  const asks = !scopeIsEmpty;
  const bursts = useEngineQuery(
    'usageBursts',
    asks ? { filter, by: ['actor', 'worker'], seconds: choice.seconds, limit: MOST } : null,
  );
  const outliers = useEngineQuery(
    'usageOutliers',
    asks ? { filter, by: ['actor', 'worker', 'model'], measure: choice.measure, limit: MOST } : null,
  );
  const found = outliers.data;
  const marks = useMemo<CellMarks | null>(
    () =>
      found === null
        ? null
        : {
            column: found.measure,
            whys: new Map(
              found.outliers.map(({ row, reasons }) => [row.id, reasons.map(({ why }) => why).join(' ')]),
            ),
          },
    [found],
  );
  return (
    <>
      {strip}
      {asks && data?.summary.events !== 0 && (
        <UsageHints choice={choice} onChoose={setChoice} bursts={bursts} outliers={outliers} />
      )}
      {failure}
      <CellMarksContext value={marks}>{log}</CellMarksContext>
    </>
  );
}

function outlierMeasure(measure: UsageMeasure): OutlierMeasure {
  return (
    OUTLIER_MEASURES.find((one) => one === measure) ?? (measure === 'tokens' ? 'outputTokens' : 'credits')
  );
}
