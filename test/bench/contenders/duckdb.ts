import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contender, DataSet, OpenDatabase } from '../contender.ts';
import { COUNT, dashboardSql, extractSql, literal, pageSql, searchSql } from '../peer-sql.ts';

/** DuckDB in this process on two threads: the file into a table on disk, checkpointed. */
export function duckDb(data: DataSet): Contender {
  const path = join(data.folder, 'peer.duckdb');
  return {
    async version() {
      const { connection, close } = await connect(':memory:');
      const version = await firstValue(connection, 'SELECT version()');
      close();
      return `DuckDB ${String(version)}`;
    },
    async import() {
      for (const suffix of ['', '.wal']) rmSync(path + suffix, { force: true });
      const start = performance.now();
      const { connection, close } = await connect(path);
      await connection.run(`CREATE TABLE usage AS ${sourceSql(data)}`);
      await connection.run('CHECKPOINT');
      close();
      return { ms: performance.now() - start, peakRssBytes: null };
    },
    open: () => openPeer(path, join(data.folder, 'peer-duckdb.csv')),
  };
}

/** The one object that holds all records is as large as the file. */
function sourceSql({ kind, file }: DataSet): string {
  if (kind === 'usage') return `SELECT * FROM read_csv(${literal(file)})`;
  const records = `SELECT unnest(Records) AS record FROM read_json(${literal(file)}, maximum_object_size = 2000000000)`;
  return `SELECT unnest(record) FROM (${records})`;
}

async function openPeer(path: string, target: string): Promise<OpenDatabase> {
  const { connection, close } = await connect(path);
  const number = async (sql: string): Promise<number> => Number(await firstValue(connection, sql));
  return {
    bytes: statSync(path).size,
    async dashboard(click) {
      for (const query of dashboardSql(click, `date_trunc('day', "When")`)) {
        await connection.runAndReadAll(query);
      }
    },
    async page(offset) {
      await connection.runAndReadAll(pageSql(offset));
    },
    search: async (needle) => ({ rows: await number(searchSql(needle, 'ILIKE')), firstMs: null }),
    async export(click) {
      const result = await connection.run(`COPY (${extractSql(click)}) TO ${literal(target)} (HEADER)`);
      return result.rowsChanged;
    },
    count: () => number(COUNT),
    close: async () => close(),
    peakRssBytes: () => null,
  };
}

async function firstValue(connection: DuckDBConnection, sql: string): Promise<unknown> {
  return (await connection.runAndReadAll(sql)).getRows()[0]?.[0];
}

async function connect(path: string): Promise<{ connection: DuckDBConnection; close: () => void }> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path, { threads: '2' });
  const connection = await instance.connect();
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
