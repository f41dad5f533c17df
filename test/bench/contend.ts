import type { Contender } from './contender.ts';
import { type Timing, timeEach, timing } from './measure.ts';
import { CLICKS, EXPORT_CLICK, NEEDLE } from './workload.ts';

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
    const turns = Array.from({ length: runs.questions }, (_, turn) => turn);
    const click = (turn: number) => CLICKS[turn % CLICKS.length] ?? EXPORT_CLICK;
    const depth = (turn: number) => Math.floor((rows * turn) / Math.max(1, turns.length));
    let exportedRows = 0;
    return {
      name: contender.name,
      version,
      import: imports,
      importPeakRssBytes: peak,
      open: opens,
      dashboard: await timeEach(turns, (turn) => database.dashboard(click(turn))),
      page: await timeEach(turns, (turn) => database.page(depth(turn))),
      search: await timeEach(turns, () => database.search(NEEDLE)),
      export: await timeEach(turns.slice(0, runs.transfers), async () => {
        exportedRows = await database.export(EXPORT_CLICK);
      }),
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
