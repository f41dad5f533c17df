import type { Result } from './contend.ts';

const JOBS = [
  ['import', 'import'],
  ['open to first rows', 'open'],
  ['dashboard after a click', 'dashboard'],
  ['page of 50 rows at any depth', 'page'],
  ['substring (peers: one column)', 'search'],
  ['extract to CSV', 'export'],
] as const;

/**
 * The results as a Markdown table: median / p95 in milliseconds of each contender, and the medians of the first as
 * multiples of the others' (below 1 is faster).
 */
export function resultTable(results: readonly Result[]): string {
  const [own, ...peers] = results;
  if (own === undefined) return 'Nothing was measured.';
  const head = [
    'median / p95, ms',
    ...results.map(({ version }) => version),
    ...peers.map(({ name }) => `× ${name}`),
  ];
  const jobs = JOBS.map(([label, job]) => [
    label,
    ...results.map((result) => `${ms(result[job].median)} / ${ms(result[job].p95)}`),
    ...peers.map((peer) => (own[job].median / peer[job].median).toFixed(2)),
  ]);
  const facts = [
    ['peak memory of the import', ...results.map(({ importPeakRssBytes }) => megabytes(importPeakRssBytes))],
    ['size on disk', ...results.map(({ bytes }) => megabytes(bytes))],
    ['rows with the substring', ...results.map(({ foundRows }) => foundRows.toLocaleString('en'))],
    ['rows of the extract', ...results.map(({ exportedRows }) => exportedRows.toLocaleString('en'))],
  ].map((cells) => [...cells, ...peers.map(() => '')]);
  return markdown(head, [...jobs, ...facts]);
}

function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function megabytes(bytes: number | null): string {
  return bytes === null ? '' : `${Math.round(bytes / 1e6)} MB`;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
    '\n',
  );
}
