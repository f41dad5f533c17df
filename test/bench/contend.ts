import type { Span } from '../../electron/engine/spans.ts';
import type { DataSet } from './contender.ts';
import type { ContenderName, Order } from './jobs.ts';
import { type Timing, timing } from './measure.ts';
import { runJob, type TimedReport } from './run-job.ts';

/** What is timed, of each contender and size. */
export const WORK = ['import', 'open', 'dashboard', 'page', 'search', 'searchFirst', 'export'] as const;
export type Work = (typeof WORK)[number];

/** What one contender came to on one data set. */
export interface Result {
  readonly contender: ContenderName;
  readonly version: string;
  /** Milliseconds; null where it does not do such work. */
  readonly ms: Readonly<Record<Work, Timing | null>>;
  /** Median of the whole process of an import, with its start. */
  readonly importProcessMs: number;
  /** Median time of all cores for an import. */
  readonly importCpuMs: number | null;
  /** Most memory of the processes, in bytes. */
  readonly peakRssBytes: Readonly<Record<'import' | 'browse' | 'export', number | null>>;
  readonly bytes: number | null;
  /** Answers, by which contenders are held against each other. */
  readonly rows: Readonly<Record<string, number>>;
  /** Where the time of one further import went. */
  readonly spans: readonly Span[];
  readonly spansMs: number | null;
}

/** How often work is timed, and how often it is done before. */
export interface Runs {
  readonly questions: number;
  readonly transfers: number;
  readonly warmUps: number;
}

/** Puts one contender through all work on one data set. */
export async function contend(
  contender: ContenderName,
  data: DataSet,
  rows: number,
  runs: Runs,
): Promise<Result> {
  const order: Order = { contender, job: 'version', data, rows, runs: 1, warmUps: 0, spans: false };
  const { version = contender } = await runJob(order);
  const imports = await repeated({ ...order, job: 'import' }, runs);
  const spanned = contender === 'trailglass' ? await runJob({ ...order, job: 'import', spans: true }) : null;
  const isUsage = data.kind === 'usage';
  const opens = isUsage ? await repeated({ ...order, job: 'open' }, runs) : [];
  const { questions, transfers, warmUps } = runs;
  const browse = isUsage ? await runJob({ ...order, job: 'browse', runs: questions, warmUps: 1 }) : null;
  const exports = isUsage ? await runJob({ ...order, job: 'export', runs: transfers, warmUps }) : null;
  return {
    contender,
    version,
    ms: {
      import: timing(imports.flatMap(({ ms }) => ms['import'] ?? [])),
      open: timing(opens.flatMap(({ ms }) => ms['open'] ?? [])),
      dashboard: timing(browse?.ms['dashboard'] ?? []),
      page: timing(browse?.ms['page'] ?? []),
      search: timing(browse?.ms['search'] ?? []),
      searchFirst: timing(browse?.ms['searchFirst'] ?? []),
      export: timing(exports?.ms['export'] ?? []),
    },
    importProcessMs: timing(imports.map(({ processMs }) => processMs))?.median ?? Number.NaN,
    importCpuMs: timing(imports.flatMap(({ cpuMs }) => cpuMs ?? []))?.median ?? null,
    peakRssBytes: {
      import: highest(imports),
      browse: browse?.peakRssBytes ?? null,
      export: exports?.peakRssBytes ?? null,
    },
    bytes: imports.at(-1)?.bytes ?? null,
    rows: { ...imports.at(-1)?.rows, ...browse?.rows, ...exports?.rows },
    spans: spanned?.spans ?? [],
    spansMs: spanned?.ms['import']?.[0] ?? null,
  };
}

/** Runs of work that takes a process each, after those that do not count. */
async function repeated(order: Order, { transfers, warmUps }: Runs): Promise<TimedReport[]> {
  const reports: TimedReport[] = [];
  for (let run = -warmUps; run < transfers; run += 1) {
    const report = await runJob(order);
    if (run >= 0) reports.push(report);
  }
  return reports;
}

function highest(reports: readonly TimedReport[]): number | null {
  const peaks = reports.flatMap(({ peakRssBytes }) => peakRssBytes ?? []);
  return peaks.length === 0 ? null : Math.max(...peaks);
}
