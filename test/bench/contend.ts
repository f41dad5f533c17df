import type { Contender } from './contender.ts';
import { type Timing, timeEach, timing } from './measure.ts';
import { CLICKS, EXPORT_CLICK, NEEDLE, WARM_UP_CLICK } from './workload.ts';

/** What one contender came to. Milliseconds and bytes. */
export interface Result {
  readonly name: string;
  readonly version: string;
  readonly import: Timing;
  readonly importPeakRssBytes: number | null;
  readonly open: Timing;
  readonly dashboard: Timing;
  readonly page: Timing;
  readonly search: Timing;
  readonly export: Timing;
  /** Answers, by which contenders are held against each other. */
  readonly foundRows: number;
  readonly exportedRows: number;
  readonly bytes: number;
}

/** How often each job is timed, after one uncounted time. */
export interface Runs {
  /** Questions. */
  readonly questions: number;
  /** Imports and exports, which take seconds. */
  readonly transfers: number;
}

/** Puts one contender through every job. `rows` is what the file holds. */
export async function contend(contender: Contender, rows: number, runs: Runs): Promise<Result> {
  const version = await contender.version();
  let peak: number | null = null;
  const imports = await timeOwn(runs.transfers, async () => {
    const { ms, peakRssBytes } = await contender.import();
    if (peakRssBytes !== null) peak = Math.max(peak ?? 0, peakRssBytes);
    return ms;
  });
  const opens = await timeOwn(runs.transfers, async () => {
    const start = performance.now();
    const opened = await contender.open();
    const ms = performance.now() - start;
    await opened.close();
    return ms;
  });
  const database = await contender.open();
  try {
    const clicks = CLICKS.slice(0, runs.questions);
    const depths = clicks.map((_, turn) => Math.floor((rows * (turn + 1)) / (clicks.length + 1)));
    const exports = clicks.slice(0, runs.transfers);
    let foundRows = 0;
    let exportedRows = 0;
    return {
      name: contender.name,
      version,
      import: imports,
      importPeakRssBytes: peak,
      open: opens,
      dashboard: await timeEach(clicks, WARM_UP_CLICK, (click) => database.dashboard(click)),
      page: await timeEach(depths, 0, (depth) => database.page(depth)),
      search: await timeEach(clicks, null, async () => {
        foundRows = await database.search(NEEDLE);
      }),
      export: await timeEach(exports, null, async () => {
        exportedRows = await database.export(EXPORT_CLICK);
      }),
      foundRows,
      exportedRows,
      bytes: database.bytes,
    };
  } finally {
    await database.close();
  }
}

/** Times work that measures itself, after one uncounted time. */
async function timeOwn(times: number, work: () => Promise<number>): Promise<Timing> {
  await work();
  const milliseconds: number[] = [];
  for (let time = 0; time < times; time += 1) milliseconds.push(await work());
  return timing(milliseconds);
}
