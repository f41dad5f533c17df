import { Button } from '@mantine/core';
import { ChartColumn, ChevronUp } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo, Histogram } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import type { RowPages } from '../engine/row-pages.ts';
import { HistogramStrip } from './HistogramStrip.tsx';
import { HistogramTable } from './HistogramTable.tsx';
import styles from './RangeStrip.module.css';
import { StripToolbar } from './StripToolbar.tsx';
import { useSeriesLooks } from './series-looks.ts';

interface RangeStripProps {
  /** Null before the first answer. */
  readonly histogram: Histogram | null;
  readonly columns: readonly ColumnInfo[];
  /** Whether it is that of an older filter, and the new one takes its time. */
  readonly late: boolean;
  /** The rows of the log, which tell the time of the open event. */
  readonly pages: RowPages;
  /** The figures beside it. */
  readonly cards: ReactNode;
}

/** The histogram of a filter with its figures beside it. */
export const RangeStrip = memo(function RangeStrip({
  histogram,
  columns,
  late,
  pages,
  cards,
}: RangeStripProps) {
  return histogram === null ? (
    <div className={styles.strip}>
      <div className={styles.placeholder} />
    </div>
  ) : (
    <Shown histogram={histogram} columns={columns} late={late} pages={pages} cards={cards} />
  );
});

function Shown(props: RangeStripProps & { readonly histogram: Histogram }) {
  const { histogram, columns, late, pages, cards } = props;
  const { histogram: store } = useServices();
  const tableOpen = useStore(store, (state) => state.tableOpen);
  const shown = useStore(store, (state) => state.shown);
  const looks = useSeriesLooks(histogram);
  const [lit, setLit] = useState<number | null>(null);
  if (!shown)
    return (
      <div className={styles.strip} data-shown="false">
        <ShowButton shown={false} />
        {cards}
      </div>
    );
  return (
    <>
      <div className={styles.strip}>
        <StripToolbar
          histogram={histogram}
          looks={looks}
          columns={columns}
          onLight={setLit}
          end={HIDE_BUTTON}
        />
        <div className={styles.row}>
          <HistogramStrip histogram={histogram} looks={looks} lit={lit} late={late} pages={pages} />
          {cards}
        </div>
      </div>
      {tableOpen && <HistogramTable histogram={histogram} />}
    </>
  );
}

/** Hides the bars, where rows matter more, and brings them back. */
function ShowButton({ shown }: { readonly shown: boolean }) {
  const { histogram } = useServices();
  const Icon = shown ? ChevronUp : ChartColumn;
  return (
    <Button
      variant="subtle"
      className={styles.showButton}
      leftSection={<Icon size={14} aria-hidden="true" />}
      aria-expanded={shown}
      aria-label="Histogram"
      title={shown ? 'Hide the histogram' : 'Show the histogram'}
      onClick={() => histogram.show(!shown)}
    >
      {shown ? 'Hide' : 'Show histogram'}
    </Button>
  );
}

/** One element for all draws, so that the toolbar it stands in is not drawn again. */
const HIDE_BUTTON = <ShowButton shown />;
