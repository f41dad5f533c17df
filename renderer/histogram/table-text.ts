import type { Histogram } from '../../shared/api/contract.ts';
import { MEASURES } from '../../shared/domain/measures.ts';
import { csvLine, defused } from '../../shared/text/csv-text.ts';

/** The histogram as rows of cells, the first being the headings; times are ISO 8601, UTC. */
export function histogramCells({ points, measure, series }: Histogram): readonly (readonly string[])[] {
  const names = series.map(({ kind, label, groups }) => (kind === 'other' ? `${label} (${groups})` : label));
  const heading = ['From', 'To', MEASURES[measure].label, ...names];
  const rows = points.map(({ from, to, value, values = [] }) => [
    from,
    to,
    ...[value, ...values].map(String),
  ]);
  return [heading, ...rows];
}

/** As CSV; names of values are text of a log, so that no spreadsheet may run them. */
export function histogramCsv(histogram: Histogram): string {
  return histogramCells(histogram)
    .map((cells) => csvLine(cells.map(defused)))
    .join('');
}

/** As lines of cells with tabs between them, for pasting into a spreadsheet. */
export function histogramTsv(histogram: Histogram): string {
  const plain = (cell: string) => defused(cell).replaceAll(/[\t\r\n]+/g, ' ');
  return histogramCells(histogram)
    .map((cells) => `${cells.map(plain).join('\t')}\n`)
    .join('');
}
