import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type Timing, timeEach, timing } from '../measure.ts';
import { BREAKDOWNS, CLICKS, EXPORT_FILTER, NEEDLE, PAGE } from '../workload.ts';

/** What a contender achieved. Milliseconds and bytes. */
export interface PeerResult {
  readonly version: string;
  readonly importMs: Timing;
  readonly dashboardMs: Timing | null;
  readonly pageMs: Timing | null;
  readonly searchMs: Timing | null;
  readonly exportMs: Timing | null;
  readonly exportRows: number | null;
  readonly databaseBytes: number;
}

const quoted = (name: string): string => `"${name}"`;
const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

async function dashboard(connection: DuckDBConnection, column: string, value: string): Promise<void> {
  const where = `WHERE ${quoted(column)} = ${literal(value)}`;
  const sums = 'count(*), sum("Input tokens"), sum("Output tokens"), sum("Credits"), sum("Provider cost")';
  await connection.runAndReadAll(
    `SELECT ${sums}, count(DISTINCT "Email"), count(DISTINCT "Model") FROM usage ${where}`,
  );
  await connection.runAndReadAll(
    `SELECT date_trunc('day', "When") d, count(*) FROM usage ${where} GROUP BY d ORDER BY d`,
  );
  for (const [, by] of BREAKDOWNS) {
    await connection.runAndReadAll(
      `SELECT ${quoted(by)} k, ${sums} FROM usage ${where} GROUP BY k ORDER BY 5 DESC`,
    );
  }
  await connection.runAndReadAll(`SELECT * FROM usage ${where} ORDER BY "When" DESC LIMIT ${PAGE}`);
}

/** Imports the file with `read_csv` into a table on disk and asks the workload's questions. */
export async function runDuckDb(csv: string, folder: string, runs: number): Promise<PeerResult> {
  const imports: number[] = [];
  const file = join(folder, 'peer.duckdb');
  for (let run = 0; run < Math.min(runs, 3); run += 1) {
    rmSync(file, { force: true });
    const start = performance.now();
    const instance = await DuckDBInstance.create(file, { threads: '2' });
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE usage AS SELECT * FROM read_csv(${literal(csv)})`);
    await connection.run('CHECKPOINT');
    imports.push(performance.now() - start);
    connection.closeSync();
    instance.closeSync();
  }
  const instance = await DuckDBInstance.create(file, { threads: '2' });
  const connection = await instance.connect();
  const clicks = Array.from({ length: runs }, (_, run) => CLICKS[run % CLICKS.length] ?? EXPORT_FILTER);
  const dashboardMs = await timeEach(clicks, 2, ([, column, value]) => dashboard(connection, column, value));
  const offsets = clicks.map((_, index) => index * 50_000);
  const pageMs = await timeEach(offsets, 1, (offset) =>
    connection.runAndReadAll(`SELECT * FROM usage ORDER BY "When" DESC LIMIT ${PAGE} OFFSET ${offset}`),
  );
  const searchMs = await timeEach(clicks, 1, () =>
    connection.runAndReadAll(`SELECT count(*) FROM usage WHERE "User" ILIKE ${literal(`%${NEEDLE}%`)}`),
  );
  const out = join(folder, 'peer.csv');
  const [, column, value] = EXPORT_FILTER;
  const exportMs = await timeEach(clicks.slice(0, 3), 0, () =>
    connection.run(
      `COPY (SELECT * FROM usage WHERE ${quoted(column)} = ${literal(value)} ORDER BY "When" DESC) TO ${literal(out)} (HEADER)`,
    ),
  );
  const counted = await connection.runAndReadAll(
    `SELECT count(*) FROM usage WHERE ${quoted(column)} = ${literal(value)}`,
  );
  const version = await connection.runAndReadAll('SELECT version()');
  connection.closeSync();
  instance.closeSync();
  return {
    version: `DuckDB ${String(version.getRows()[0]?.[0])}`,
    importMs: timing(imports),
    dashboardMs,
    pageMs,
    searchMs,
    exportMs,
    exportRows: Number(counted.getRows()[0]?.[0]),
    databaseBytes: statSync(file).size,
  };
}
