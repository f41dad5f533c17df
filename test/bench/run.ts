import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateUsage } from './generate-usage.ts';
import { type PeerResult, runDuckDb } from './peers/duckdb.ts';
import { runSqliteShell } from './peers/sqlite-shell.ts';
import { printTable } from './table.ts';
import { runTrailglass } from './trailglass.ts';

/**
 * `npm run bench -- [--rows N] [--runs N] [--out FILE] [--keep]`: one generated file, every contender on it in
 * the same run, medians and ratios. Timings are of this machine at this moment; the ratios are what to compare.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '9' },
    out: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const runs = Number(values.runs);
if (!Number.isSafeInteger(rows) || rows < 1 || !Number.isSafeInteger(runs) || runs < 1) {
  process.stderr.write('bench: --rows and --runs take whole numbers above 0\n');
  process.exit(2);
}

/** A peer that cannot run here is left out, with its reason. */
async function attempt(name: string, work: () => Promise<PeerResult>): Promise<PeerResult | null> {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(
      `${name} left out: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`,
    );
    return null;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'trailglass-bench-'));
try {
  const csv = join(folder, 'usage.csv');
  process.stderr.write(`Writing ${rows.toLocaleString('en')} rows …\n`);
  await generateUsage(csv, rows);
  process.stderr.write('Trailglass …\n');
  const own = await runTrailglass(csv, folder, runs);
  process.stderr.write('DuckDB …\n');
  const duckdb = await attempt('DuckDB', () => runDuckDb(csv, folder, runs));
  process.stderr.write('sqlite3 shell …\n');
  const sqlite = await attempt('sqlite3', () => runSqliteShell(csv, folder, runs));
  const result = {
    date: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryBytes: totalmem(),
      node: process.version,
    },
    rows,
    csvBytes: statSync(csv).size,
    own,
    duckdb,
    sqlite,
  };
  printTable(result);
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  if (values.keep) process.stderr.write(`Kept in ${folder}\n`);
  else if (existsSync(folder)) rmSync(folder, { recursive: true });
}
