import { parseArgs } from 'node:util';
import { CONTENDERS, type ContenderName } from './jobs.ts';
import { CLICKS, NEEDLES } from './workload.ts';

const MOST_RUNS = Math.min(CLICKS.length, NEEDLES.length);

export const USAGE = `npm run bench -- [options]
  --rows N,N,…     sizes of the usage export (default 1000000; the numbers promised are for 1000000 and 10000000)
  --records N      nested JSON records to import besides (default 100000; 0 for none)
  --runs N         timed runs of each question (default 9, at most ${MOST_RUNS})
  --transfers N    timed imports, openings and exports (default 5; 2 beyond two million rows)
  --only NAMES     some of ${CONTENDERS.join(',')} (default all; sqlite3 only up to two million rows)
  --data FOLDER    keep the generated files here, and use what is there already
  --out FILE       write the results as JSON
  --check          exit with status 1 when a target is missed
  --keep           leave databases and exports where they are`;

/** What to measure. */
export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly records: number;
  readonly runs: number;
  /** Null for the number that suits the size. */
  readonly transfers: number | null;
  /** Null for all that suit the size. */
  readonly only: readonly ContenderName[] | null;
  readonly data: string | null;
  readonly out: string | null;
  readonly check: boolean;
  readonly keep: boolean;
}

/**
 * Reads the command line; null when only help was asked for.
 * @throws with a line that says what is wrong
 */
export function readBenchOptions(): BenchOptions | null {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      records: { type: 'string', default: '100000' },
      runs: { type: 'string', default: '9' },
      transfers: { type: 'string' },
      only: { type: 'string' },
      data: { type: 'string' },
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const runs = wholeNumber('--runs', values.runs, 1);
  if (runs > MOST_RUNS) throw new Error(`--runs takes at most ${MOST_RUNS}`);
  return {
    sizes: values.rows.split(',').map((rows) => wholeNumber('--rows', rows, 1)),
    records: wholeNumber('--records', values.records, 0),
    runs,
    transfers: values.transfers === undefined ? null : wholeNumber('--transfers', values.transfers, 1),
    only: values.only === undefined ? null : values.only.split(',').map(contenderNamed),
    data: values.data ?? null,
    out: values.out ?? null,
    check: values.check,
    keep: values.keep,
  };
}

function contenderNamed(name: string): ContenderName {
  const found = CONTENDERS.find((contender) => contender === name);
  if (found === undefined) throw new Error(`--only does not know ${name}`);
  return found;
}

function wholeNumber(flag: string, text: string, least: number): number {
  const value = Number(text.replaceAll('_', ''));
  if (Number.isSafeInteger(value) && value >= least && text !== '') return value;
  throw new Error(`${flag} takes whole numbers from ${least} on`);
}
