import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { timeEach, timing } from '../measure.ts';
import { BREAKDOWNS, CLICKS, EXPORT_FILTER, NEEDLE, PAGE } from '../workload.ts';
import type { PeerResult } from './duckdb.ts';

const quoted = (name: string): string => `"${name}"`;
const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function shell(file: string, ...commands: readonly string[]): string {
  return execFileSync('sqlite3', [file, ...commands], { encoding: 'utf8', maxBuffer: 1 << 30 });
}

function dashboard(file: string, column: string, value: string): void {
  const where = `WHERE ${quoted(column)} = ${literal(value)}`;
  const sums = 'count(*), sum("Input tokens"), sum("Output tokens"), sum("Credits"), sum("Provider cost")';
  shell(
    file,
    `SELECT ${sums}, count(DISTINCT "Email"), count(DISTINCT "Model") FROM usage ${where};`,
    `SELECT substr("When", 1, 10) d, count(*) FROM usage ${where} GROUP BY d ORDER BY d;`,
    ...BREAKDOWNS.map(
      ([, by]) => `SELECT ${quoted(by)} k, ${sums} FROM usage ${where} GROUP BY k ORDER BY 5 DESC;`,
    ),
    `SELECT * FROM usage ${where} ORDER BY "When" DESC LIMIT ${PAGE};`,
  );
}

/** Imports the file with `.import` and asks the workload's questions, each in one shell process (a few ms to start). */
export async function runSqliteShell(csv: string, folder: string, runs: number): Promise<PeerResult> {
  const version = execFileSync('sqlite3', ['--version'], { encoding: 'utf8' }).split(' ')[0] ?? '';
  const file = join(folder, 'peer.sqlite');
  const imports: number[] = [];
  for (let run = 0; run < Math.min(runs, 3); run += 1) {
    rmSync(file, { force: true });
    const start = performance.now();
    shell(file, '.mode csv', `.import ${csv} usage`);
    imports.push(performance.now() - start);
  }
  const clicks = CLICKS.slice(0, 3);
  const dashboardMs = await timeEach(clicks, 1, ([, column, value]) => dashboard(file, column, value));
  const pageMs = await timeEach([0, 100_000, 400_000], 1, (offset) =>
    shell(file, `SELECT * FROM usage ORDER BY "When" DESC LIMIT ${PAGE} OFFSET ${offset};`),
  );
  const searchMs = await timeEach(clicks, 1, () =>
    shell(file, `SELECT count(*) FROM usage WHERE "User" LIKE ${literal(`%${NEEDLE}%`)};`),
  );
  const [, column, value] = EXPORT_FILTER;
  const out = join(folder, 'peer-sqlite.csv');
  const exportMs = await timeEach(clicks, 0, () =>
    shell(
      file,
      '.mode csv',
      '.headers on',
      `.once ${out}`,
      `SELECT * FROM usage WHERE ${quoted(column)} = ${literal(value)} ORDER BY "When" DESC;`,
    ),
  );
  return {
    version: `sqlite3 ${version}`,
    importMs: timing(imports),
    dashboardMs,
    pageMs,
    searchMs,
    exportMs,
    exportRows: Number(
      shell(file, `SELECT count(*) FROM usage WHERE ${quoted(column)} = ${literal(value)};`),
    ),
    databaseBytes: statSync(file).size,
  };
}
