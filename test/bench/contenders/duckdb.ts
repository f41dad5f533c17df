import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contender } from '../contender.ts';
import { countSql, dashboardSql, extractSql, literal, pageSql, searchSql } from '../peer-sql.ts';

/** DuckDB on two threads, in this process: `read_csv` into a table on disk. */
export function duckDb(csv: string, folder: string): Contender {
  const file = join(folder, 'peer.duckdb');
  const target = join(folder, 'peer-duckdb.csv');
  return {
    name: 'DuckDB',
    async version() {
      return withDuckDb(':memory:', async (connection) => {
        const reader = await connection.runAndReadAll('SELECT version()');
        return `DuckDB ${String(reader.getRows()[0]?.[0])}`;
      });
    },
    async import() {
      rmSync(file, { force: true });
      const start = performance.now();
      await withDuckDb(file, async (connection) => {
        await connection.run(`CREATE TABLE usage AS SELECT * FROM read_csv(${literal(csv)})`);
        await connection.run('CHECKPOINT');
      });
      return { ms: performance.now() - start, peakRssBytes: null };
    },
    async open() {
      const { connection, close } = await connect(file);
      await connection.runAndReadAll(pageSql(0));
      return {
        bytes: statSync(file).size,
        async dashboard(click) {
          for (const query of dashboardSql(click, `date_trunc('day', "When")`)) {
            await connection.runAndReadAll(query);
          }
        },
        async page(offset) {
          await connection.runAndReadAll(pageSql(offset));
        },
        async search(needle) {
          const reader = await connection.runAndReadAll(searchSql(needle, 'ILIKE'));
          return Number(reader.getRows()[0]?.[0]);
        },
        async export(click) {
          await connection.run(`COPY (${extractSql(click)}) TO ${literal(target)} (HEADER)`);
          return Number((await connection.runAndReadAll(countSql(click))).getRows()[0]?.[0]);
        },
        async close() {
          close();
        },
      };
    },
  };
}

async function connect(file: string): Promise<{ connection: DuckDBConnection; close: () => void }> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(file, { threads: '2' });
  const connection = await instance.connect();
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function withDuckDb<T>(file: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { connection, close } = await connect(file);
  try {
    return await work(connection);
  } finally {
    close();
  }
}
