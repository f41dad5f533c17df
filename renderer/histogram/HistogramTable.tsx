import { Button } from '@mantine/core';
import type { Histogram } from '../../shared/api/contract.ts';
import { MEASURES, type Measure } from '../../shared/domain/measures.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatDecimal } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './HistogramTable.module.css';
import { micros } from './strip-text.ts';
import { histogramCsv, histogramTsv } from './table-text.ts';

/** The bars as a table, to read and to copy. */
export function HistogramTable({ histogram }: { readonly histogram: Histogram }) {
  const { histogram: store } = useServices();
  const { points, series, measure, bucket, timezone } = histogram;
  const when = (iso: string) => formatInstant(micros(iso), timezone, { precision: 'minute' });
  return (
    <section className={styles.twin} aria-label="Histogram as a table">
      <div className={styles.actions}>
        <CopyButton label="Copy for a spreadsheet" text={histogramTsv(histogram)} withText />
        <CopyButton label="Copy as CSV" text={histogramCsv(histogram)} withText />
        <Button variant="subtle" onClick={() => store.setState({ tableOpen: false })}>
          Close
        </Button>
      </div>
      <ScrollRegion label="Rows of the histogram" className={styles.scroll}>
        <table className={styles.table}>
          <caption className={styles.caption}>
            {MEASURES[measure].label} per {bucket}, times in {timezone}
          </caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">{MEASURES[measure].label}</th>
              {series.map(({ kind, key, label, groups }) => (
                <th key={`${kind} ${key}`} scope="col">
                  <LogText text={label} limit={60} />
                  {kind === 'other' && ` (${groups})`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ from, to, value, values = [] }) => (
              <tr key={from}>
                <th scope="row">{when(from)}</th>
                <td>{when(to)}</td>
                <td>{numberText(value, measure)}</td>
                {series.map(({ kind, key }, at) => (
                  <td key={`${kind} ${key}`}>{numberText(values[at] ?? 0, measure)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function numberText(value: number, measure: Measure): string {
  return MEASURES[measure].kind === 'integer' ? formatCount(value) : formatDecimal(value);
}
