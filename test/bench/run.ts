import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BenchOptions, readBenchOptions, USAGE } from './bench-options.ts';
import { contend, type Result } from './contend.ts';
import type { DataSet } from './contender.ts';
import { recordsFile, usageFile } from './data/kept-data.ts';
import { CONTENDERS, type ContenderName } from './jobs.ts';
import { growthTable, resultTable, spansTable, targetsTable } from './table.ts';
import { SCROLL_TARGET, type SizeResults, targetsOf } from './targets.ts';

/**
 * Generated files, every contender on them in the same run, one after the other. Timings are of this machine at this
 * moment; the ratios are what to compare.
 */

/** Beyond this many rows questions to the sqlite3 shell take minutes, and transfers are fewer. */
const LARGE = 2_000_000;

async function bench(options: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-bench-'));
  try {
    const sizes: SizeResults[] = [];
    for (const rows of options.sizes) sizes.push(await measureUsage(options, folder, rows));
    if (options.records > 0) sizes.push(...(await measureRecords(options, folder)));
    report(sizes, options);
  } finally {
    if (options.keep) process.stderr.write(`Kept in ${folder}\n`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

async function measureUsage(options: BenchOptions, folder: string, rows: number): Promise<SizeResults> {
  const file = await usageFile(options.data ?? folder, rows);
  const name = `${rows.toLocaleString('en')} rows`;
  return measure(options, { kind: 'usage', file, folder }, name, rows);
}

/** The same records twice, as they are and compressed. */
async function measureRecords(options: BenchOptions, folder: string): Promise<SizeResults[]> {
  const { records } = options;
  const file = await recordsFile(options.data ?? folder, records);
  const name = `${records.toLocaleString('en')} nested records`;
  return [
    await measure(options, { kind: 'records', file, folder }, name, records),
    await measure(options, { kind: 'records', file: `${file}.gz`, folder }, `${name}, gzip`, records),
  ];
}

async function measure(
  options: BenchOptions,
  data: DataSet,
  name: string,
  rows: number,
): Promise<SizeResults> {
  const large = rows > LARGE;
  const transfers = options.transfers ?? (large ? 2 : 5);
  const runs = { questions: options.runs, transfers, warmUps: large ? 0 : 1 };
  const results: Result[] = [];
  for (const contender of options.only ?? CONTENDERS) {
    if (contender === 'sqlite3' && !suitsShell(options, data, large)) continue;
    process.stderr.write(`${name}: ${contender} …\n`);
    results.push(...(await contendOrSkip(contender, data, rows, runs)));
  }
  const size: SizeResults = { name, kind: data.kind, rows, fileBytes: statSync(data.file).size, results };
  reportDisagreement(size);
  return size;
}

/** The shell cannot unpack gzip. */
function suitsShell({ only }: BenchOptions, { file }: DataSet, large: boolean): boolean {
  return !file.endsWith('.gz') && (!large || only !== null);
}

/** A peer that cannot run here is left out, with its reason; our own failure ends the benchmark. */
async function contendOrSkip(
  contender: ContenderName,
  ...[data, rows, runs]: Parameters<typeof contend> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Result[]> {
  try {
    return [await contend(contender, data, rows, runs)];
  } catch (error) {
    if (contender === 'trailglass') throw error;
    process.stderr.write(`Left out: ${error instanceof Error ? error.message : error}\n`);
    return [];
  }
}

/** Contenders that did not count the same rows did not do the same work. */
function reportDisagreement({ name, results }: SizeResults): void {
  const answers = new Set(results.map(({ rows }) => JSON.stringify(Object.entries(rows).sort())));
  if (answers.size < 2) return;
  process.stderr.write(`bench: the contenders disagree about the rows of ${name}; see the table\n`);
  process.exitCode = 1;
}

function report(sizes: readonly SizeResults[], { out, check }: BenchOptions): void {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    load: loadavg(),
  };
  console.log(`${machine.cores} × ${machine.cpu}, Node ${machine.node}, load ${machine.load[0]?.toFixed(1)}`);
  for (const size of sizes) {
    console.log(`\n${size.name}, ${Math.round(size.fileBytes / 1e6)} MB\n\n${resultTable(size)}`);
    const own = size.results.find(({ contender }) => contender === 'trailglass');
    if (own !== undefined && own.spans.length > 0) console.log(`\n${spansTable(own)}`);
  }
  const usage = sizes.filter(({ kind }) => kind === 'usage');
  if (usage.length > 1) console.log(`\n${growthTable(usage)}`);
  const targets = [...sizes.flatMap(targetsOf), SCROLL_TARGET];
  console.log(`\n${targetsTable(targets)}`);
  if (check && targets.some(({ met }) => met === false)) process.exitCode = 1;
  const json = { date: new Date().toISOString(), machine, sizes, targets };
  if (out !== null) writeFileSync(out, `${JSON.stringify(json, null, 2)}\n`);
}

try {
  const options = readBenchOptions();
  if (options === null) console.log(USAGE);
  else await bench(options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
