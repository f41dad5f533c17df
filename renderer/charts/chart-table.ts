import { csvLine, defused } from '../../shared/text/csv-text.ts';
import { formatCount, formatDecimal, formatPercent } from '../ui/numbers.ts';

/** What the cells of a column are; shares are parts of 1. */
export type CellKind = 'text' | 'integer' | 'decimal' | 'share';

/** A cell; null is "no value", which is not 0. */
export type ChartCell = string | number | null;

/** The numbers of a chart as a table. Titles and texts may be text of a log. */
export interface ChartTable {
  /** What is counted, of what: "Credits by model, 1 Oct 2026 – 1 Nov 2026 UTC". */
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly kind: CellKind }[];
  readonly rows: readonly (readonly ChartCell[])[];
}

/** What a chart is saved as, beside its picture. */
export interface ChartData {
  /** Becomes CSV: every row, also those the chart folds. */
  readonly table: ChartTable;
  /** Becomes JSON: the answer of the engine as it is. */
  readonly json: unknown;
}

/** A cell for people. */
export function cellText(cell: ChartCell, kind: CellKind): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  if (kind === 'share') return formatPercent(cell);
  return kind === 'integer' ? formatCount(cell) : formatDecimal(cell);
}

/** As CSV with every digit; names of values are text of a log, so that no spreadsheet may run them. */
export function tableCsv({ columns, rows }: ChartTable): string {
  const cell = (value: ChartCell): string | null => (value === null ? null : defused(plain(value)));
  const heading = csvLine(columns.map(({ title }) => defused(title)));
  return [heading, ...rows.map((row) => csvLine(row.map(cell)))].join('');
}

/** As lines of cells with tabs between them, for pasting into a spreadsheet. */
export function tableTsv({ columns, rows }: ChartTable): string {
  const cell = (value: ChartCell): string =>
    value === null ? '' : defused(plain(value)).replaceAll(/[\t\r\n]+/g, ' ');
  const lines = [columns.map(({ title }) => title), ...rows];
  return lines.map((row) => `${row.map(cell).join('\t')}\n`).join('');
}

const DIGITS = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 });

/** A number without an exponent, which spreadsheets and parsers read differently. */
function plain(value: string | number): string {
  return typeof value === 'string' ? value : DIGITS.format(value);
}
