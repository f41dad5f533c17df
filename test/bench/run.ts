import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contend, type Result } from './contend.ts';
import type { Contender } from './contender.ts';
import { duckDb } from './contenders/duckdb.ts';
import { sqliteShell } from './contenders/sqlite-shell.ts';
import { trailglass } from './contenders/trailglass.ts';
import { generateUsage } from './generate-usage.ts';
import { resultTable } from './table.ts';
import { CLICKS } from './workload.ts';

/**
 * One generated file, every contender on it in the same run, one after the other. Timings are of this machine at this
 * moment; the ratios are what to compare.
 */
const USAGE = `npm run bench -- [options]
  --rows N        rows of the file (default 1000000)
  --runs N        timed runs of each question, after one uncounted (default 9, at most ${CLICKS.length}; imports and exports at most 3)
  --only NAMES    some of trailglass,duckdb,sqlite3
  --out FILE      write the results as JSON
  --keep          leave the files where they are`;

const CONTENDERS: ReadonlyMap<string, (csv: string, folder: string) => Contender> = new Map([
  ['trailglass', trailglass],
  ['duckdb', duckDb],
  ['sqlite3', sqliteShell],
]);

function readOptions() {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '9' },
      only: { type: 'string', default: [...CONTENDERS.keys()].join(',') },
      out: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const only = values.only.split(',');
  const unknown = only.filter((name) => !CONTENDERS.has(name));
  if (unknown.length > 0) throw new Error(`--only does not know ${unknown.join(', ')}`);
  return {
    ...values,
    only,
    rows: wholeNumber('--rows', values.rows),
    runs: wholeNumber('--runs', values.runs),
  };
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${flag} takes a whole number above 0`);
  return value;
}

/** A peer that cannot run here is left out, with its reason; our own failure ends the benchmark. */
async function contendOrSkip(contender: Contender, rows: number, questions: number): Promise<Result[]> {
  process.stderr.write(`${contender.name} …\n`);
  if (contender.name !== 'Trailglass') {
    try {
      await contender.version();
    } catch (error) {
      process.stderr.write(`${contender.name} left out: ${error instanceof Error ? error.message : error}\n`);
      return [];
    }
  }
  return [await contend(contender, rows, { questions, transfers: Math.min(3, questions) })];
}

/** Contenders that did not count the same rows did not do the same work. */
function reportDisagreement(results: readonly Result[]): void {
  const answers = new Set(results.map(({ foundRows, exportedRows }) => `${foundRows} ${exportedRows}`));
  if (answers.size < 2) return;
  process.stderr.write('bench: the contenders disagree about the rows found or exported; see the table\n');
  process.exitCode = 1;
}

async function bench(options: NonNullable<ReturnType<typeof readOptions>>): Promise<void> {
  const { rows, runs, only, out, keep } = options;
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-bench-'));
  try {
    const csv = join(folder, 'usage.csv');
    process.stderr.write(`Writing ${rows.toLocaleString('en')} rows …\n`);
    await generateUsage(csv, rows);
    const results: Result[] = [];
    for (const [name, create] of CONTENDERS) {
      if (only.includes(name)) results.push(...(await contendOrSkip(create(csv, folder), rows, runs)));
    }
    const machine = {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryBytes: totalmem(),
      node: process.version,
    };
    const csvBytes = statSync(csv).size;
    const size = `${rows.toLocaleString('en')} rows, 15 columns, ${Math.round(csvBytes / 1e6)} MB`;
    console.log(`${size}; ${machine.cores} × ${machine.cpu}, Node ${machine.node}\n${resultTable(results)}`);
    reportDisagreement(results);
    const json = { date: new Date().toISOString(), machine, rows, csvBytes, results };
    if (out !== undefined) writeFileSync(out, `${JSON.stringify(json, null, 2)}\n`);
  } finally {
    if (keep) process.stderr.write(`Kept in ${folder}\n`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

try {
  const options = readOptions();
  if (options === null) console.log(USAGE);
  else await bench(options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
