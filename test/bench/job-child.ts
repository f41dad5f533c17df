import { recordSpans, takeSpans } from '../../electron/engine/spans.ts';
import type { Contender, DataSet, OpenDatabase } from './contender.ts';
import { duckDb } from './contenders/duckdb.ts';
import { sqliteShell } from './contenders/sqlite-shell.ts';
import { trailglass } from './contenders/trailglass.ts';
import { type ContenderName, type Order, parseOrder, type Report } from './jobs.ts';
import { ownPeakRss } from './peak-rss.ts';
import { CLICKS, EXPORT_CLICK, NEEDLES, WARM_UP_CLICK, WARM_UP_NEEDLE } from './workload.ts';

/** Does one job of one contender (see `jobs.ts`) and prints its report. */

const CREATE: Readonly<Record<ContenderName, (data: DataSet) => Contender>> = {
  trailglass,
  duckdb: duckDb,
  sqlite3: sqliteShell,
};

const NOTHING: Report = { ms: {}, rows: {}, peakRssBytes: null, cpuMs: null, bytes: null, spans: [] };

async function doJob(order: Order): Promise<Report> {
  const contender = CREATE[order.contender](order.data);
  if (order.spans) recordSpans();
  switch (order.job) {
    case 'version':
      return { ...NOTHING, version: await contender.version() };
    case 'import':
      return importOnce(contender);
    case 'open':
      return openOnce(contender);
    case 'browse':
      return browse(contender, order);
    case 'export':
      return exportOften(contender, order);
  }
}

async function importOnce(contender: Contender): Promise<Report> {
  const before = process.cpuUsage();
  const { ms, peakRssBytes } = await contender.import();
  const { user, system } = process.cpuUsage(before);
  const peak = peakRssBytes ?? ownPeakRss();
  const spans = takeSpans();
  const database = await contender.open();
  const rows = await database.count();
  await database.close();
  return {
    ms: { import: [ms] },
    rows: { import: rows },
    peakRssBytes: peak,
    cpuMs: peakRssBytes === null ? (user + system) / 1_000 : null,
    bytes: database.bytes,
    spans,
  };
}

async function openOnce(contender: Contender): Promise<Report> {
  const start = performance.now();
  const database = await contender.open();
  await database.page(0);
  const ms = performance.now() - start;
  await database.close();
  return { ...NOTHING, ms: { open: [ms] } };
}

async function browse(contender: Contender, { rows, runs, warmUps }: Order): Promise<Report> {
  const database = await contender.open();
  const depths = Array.from({ length: runs }, (_, turn) => Math.floor((rows * (turn + 1)) / (runs + 1)));
  const first: number[] = [];
  let found = 0;
  const ms = {
    dashboard: await timed(CLICKS.slice(0, runs), repeated(WARM_UP_CLICK, warmUps), (click) =>
      database.dashboard(click),
    ),
    page: await timed(depths, repeated(0, warmUps), (depth) => database.page(depth)),
    search: await timed(NEEDLES.slice(0, runs), repeated(WARM_UP_NEEDLE, warmUps), async (needle) => {
      const { rows: matched, firstMs } = await database.search(needle);
      if (needle !== WARM_UP_NEEDLE) found += matched;
      if (needle !== WARM_UP_NEEDLE && firstMs !== null) first.push(firstMs);
    }),
    searchFirst: first,
  };
  const { bytes } = database;
  await database.close();
  const peakRssBytes = database.peakRssBytes() ?? ownPeakRss();
  return { ...NOTHING, ms, rows: { search: found }, peakRssBytes, bytes, spans: takeSpans() };
}

/** Each time from a database that was just opened: nobody has found the rows before. */
async function exportOften(contender: Contender, { runs, warmUps }: Order): Promise<Report> {
  const ms: number[] = [];
  let rows = 0;
  let peak: number | null = null;
  for (let run = -warmUps; run < runs; run += 1) {
    const database: OpenDatabase = await contender.open();
    const start = performance.now();
    rows = await database.export(EXPORT_CLICK);
    if (run >= 0) ms.push(performance.now() - start);
    await database.close();
    peak = database.peakRssBytes();
  }
  return { ...NOTHING, ms: { export: ms }, rows: { export: rows }, peakRssBytes: peak ?? ownPeakRss() };
}

async function timed<T>(
  inputs: readonly T[],
  warmUps: readonly T[],
  work: (input: T) => Promise<void>,
): Promise<number[]> {
  for (const input of warmUps) await work(input);
  const milliseconds: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    await work(input);
    milliseconds.push(performance.now() - start);
  }
  return milliseconds;
}

function repeated<T>(value: T, times: number): T[] {
  return Array.from({ length: times }, () => value);
}

process.stdout.write(JSON.stringify(await doJob(parseOrder(process.argv[2]))));
