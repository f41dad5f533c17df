import type { Result, Work } from './contend.ts';
import type { Timing } from './measure.ts';
import type { SizeResults, Target } from './targets.ts';

/** What the work is called in tables. */
const LABELS: Readonly<Record<Work, string>> = {
  import: 'import',
  open: 'open to first rows',
  dashboard: 'dashboard after a click',
  page: 'page of 50 rows at any depth',
  search: 'substring, complete (peers: one column)',
  searchFirst: 'substring, first hits',
  export: 'extract to CSV',
};
const WORK = Object.keys(LABELS) as readonly Work[];

/**
 * The results of one data set as a Markdown table: median / p95 in milliseconds of each contender, and the medians of
 * the first as multiples of the others' (below 1 is faster).
 */
export function resultTable({ results }: SizeResults): string {
  const [own, ...peers] = results;
  if (own === undefined) return 'Nothing was measured.';
  const head = [
    'median / p95 (runs), ms',
    ...results.map(({ version }) => version),
    ...peers.map(({ version }) => `× ${version.split(' ')[0]}`),
  ];
  const work = WORK.filter((of) => results.some(({ ms }) => ms[of] !== null)).map((of) => [
    LABELS[of],
    ...results.map(({ ms }) => timed(ms[of])),
    ...peers.map((peer) => times(own.ms[of], peer.ms[of])),
  ]);
  const facts = [
    [
      'import, with the start of its process',
      ...results.map(({ importProcessMs }) => rounded(importProcessMs)),
    ],
    [
      'import, time of all cores',
      ...results.map(({ importCpuMs }) => (importCpuMs === null ? '' : rounded(importCpuMs))),
    ],
    ['peak memory of the import, MB', ...results.map(({ peakRssBytes }) => megabytes(peakRssBytes.import))],
    ['peak memory of browsing, MB', ...results.map(({ peakRssBytes }) => megabytes(peakRssBytes.browse))],
    ['peak memory of the extract, MB', ...results.map(({ peakRssBytes }) => megabytes(peakRssBytes.export))],
    ['size on disk, MB', ...results.map(({ bytes }) => megabytes(bytes))],
    ['rows imported', ...results.map(({ rows }) => counted(rows['import']))],
    ['rows with the substrings', ...results.map(({ rows }) => counted(rows['search']))],
    ['rows of the extract', ...results.map(({ rows }) => counted(rows['export']))],
  ]
    .filter(([, ...cells]) => cells.some((cell) => cell !== ''))
    .map((cells) => [...cells, ...peers.map(() => '')]);
  return markdown(head, [...work, ...facts]);
}

/** How the work of one contender grows with the data: medians, and each as a multiple of the size before. */
export function growthTable(sizes: readonly SizeResults[]): string {
  const own = sizes.flatMap(({ name, results }) => {
    const result = results.find(({ contender }) => contender === 'trailglass');
    return result === undefined ? [] : [{ name, result }];
  });
  const head = ['Trailglass: median, ms', ...own.map(({ name }) => name)];
  const rowOf = (label: string, values: readonly (number | null)[]): string[] => [
    label,
    ...values.map((value, index) => grown(value, values[index - 1] ?? null)),
  ];
  const work = WORK.map((of) =>
    rowOf(
      LABELS[of],
      own.map(({ result }) => result.ms[of]?.median ?? null),
    ),
  );
  const inMegabytes = (of: (result: Result) => number | null) =>
    own.map(({ result }) => {
      const bytes = of(result);
      return bytes === null ? null : bytes / 1e6;
    });
  return markdown(head, [
    ...work,
    rowOf(
      'peak memory of the import, MB',
      inMegabytes(({ peakRssBytes }) => peakRssBytes.import),
    ),
    rowOf(
      'peak memory of browsing, MB',
      inMegabytes(({ peakRssBytes }) => peakRssBytes.browse),
    ),
    rowOf(
      'peak memory of the extract, MB',
      inMegabytes(({ peakRssBytes }) => peakRssBytes.export),
    ),
    rowOf(
      'size on disk, MB',
      inMegabytes(({ bytes }) => bytes),
    ),
  ]);
}

/** What other threads do beside the one that writes. */
const ASIDE = /^thread/;

/** Where the time of an import goes, as our own spans tell. */
export function spansTable({ spans, spansMs }: Result): string {
  const total = spansMs ?? Number.NaN;
  const named = spans.filter(({ name }) => !ASIDE.test(name)).reduce((sum, { ms }) => sum + ms, 0);
  const rows = spans.map(({ name, ms, times: often }) => [
    name,
    rounded(ms),
    `${Math.round((ms / total) * 100)} %`,
    counted(often),
  ]);
  return markdown(
    ['import, where the time goes', 'ms', 'of the wall time', 'times'],
    [
      ...rows,
      ['the rest', rounded(total - named), `${Math.round((1 - named / total) * 100)} %`, ''],
      ['wall time', rounded(total), '100 %', ''],
    ],
  );
}

export function targetsTable(targets: readonly Target[]): string {
  const word = (met: boolean | null): string => (met === null ? '–' : met ? 'met' : 'MISSED');
  return markdown(
    ['target', 'must', 'measured', ''],
    targets.map(({ work, must, measured, met }) => [work, must, measured, word(met)]),
  );
}

function timed(timing: Timing | null): string {
  return timing === null ? '' : `${rounded(timing.median)} / ${rounded(timing.p95)} (${timing.runs})`;
}

function times(own: Timing | null, peer: Timing | null): string {
  return own === null || peer === null ? '' : (own.median / peer.median).toFixed(2);
}

function grown(value: number | null, before: number | null): string {
  if (value === null) return '';
  return before === null ? rounded(value) : `${rounded(value)} (× ${(value / before).toFixed(1)})`;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function megabytes(bytes: number | null): string {
  return bytes === null ? '' : Math.round(bytes / 1e6).toLocaleString('en');
}

function counted(count: number | undefined): string {
  return count === undefined ? '' : count.toLocaleString('en');
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
