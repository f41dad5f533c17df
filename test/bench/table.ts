import type { Timing } from './measure.ts';
import type { PeerResult } from './peers/duckdb.ts';
import type { OwnResult } from './trailglass.ts';

/** Everything one run of the benchmark found. */
export interface BenchResult {
  readonly rows: number;
  readonly csvBytes: number;
  readonly own: OwnResult;
  readonly duckdb: PeerResult | null;
  readonly sqlite: PeerResult | null;
}

const MEASURED = [
  ['import', 'importMs'],
  ['dashboard after a filter change', 'dashboardMs'],
  ['page of 50 rows at any depth', 'pageMs'],
  ['substring (peers: one column)', 'searchMs'],
  ['export of the extract to CSV', 'exportMs'],
] as const;

function cell(measured: Timing | null | undefined): string {
  return measured ? `${measured.median.toFixed(0)} / ${measured.p95.toFixed(0)}` : '–';
}

function ratio(own: Timing | null, peer: Timing | null | undefined): string {
  return own && peer ? `${(own.median / peer.median).toFixed(2)}×` : '–';
}

/** Prints the table: median / p95 in milliseconds, and our median as a multiple of each peer's. */
export function printTable(result: BenchResult): void {
  const { own, duckdb, sqlite } = result;
  const lines = MEASURED.map(([label, key]) => [
    label,
    cell(own[key]),
    cell(duckdb?.[key]),
    cell(sqlite?.[key]),
    ratio(own[key], duckdb?.[key]),
    ratio(own[key], sqlite?.[key]),
  ]);
  const head = [
    'median / p95, ms',
    'Trailglass',
    duckdb?.version ?? 'DuckDB',
    sqlite?.version ?? 'sqlite3',
    'of DuckDB',
    'of sqlite3',
  ];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] ?? '').length)),
  );
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  console.log(
    [
      `${result.rows.toLocaleString('en')} rows, 15 columns, ${megabytes(result.csvBytes)} CSV; extract ${own.exportRows?.toLocaleString('en')} rows`,
      row(head),
      `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
      ...lines.map(row),
      `Import peak memory ${megabytes(own.importPeakRssBytes)}; workspace ${megabytes(own.databaseBytes)}; opened to first rows in ${own.openMs.toFixed(0)} ms`,
    ].join('\n'),
  );
}
