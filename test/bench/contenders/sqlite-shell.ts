import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Contender, DataSet } from '../contender.ts';
import { watchPeakRss } from '../peak-rss.ts';
import { COUNT, countSql, dashboardSql, extractSql, literal, pageSql, searchSql } from '../peer-sql.ts';

/** The stock `sqlite3` shell, without indexes. Every question is a process of its own, whose start is a few ms. */
export function sqliteShell(data: DataSet): Contender {
  const path = join(data.folder, 'peer.sqlite');
  const target = join(data.folder, 'peer-sqlite.csv');
  let peak: number | null = null;
  const shell = async (...commands: readonly string[]): Promise<string> => {
    const { printed, peakRssBytes } = await runShell(path, commands);
    if (peakRssBytes !== null) peak = Math.max(peak ?? 0, peakRssBytes);
    return printed;
  };
  return {
    version: async () => `sqlite3 ${(await runShell('', ['SELECT sqlite_version()'])).printed.trim()}`,
    async import() {
      for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true });
      const start = performance.now();
      await shell(...importCommands(data));
      return { ms: performance.now() - start, peakRssBytes: peak };
    },
    open: async () => ({
      bytes: statSync(path).size,
      async dashboard(click) {
        await shell(...dashboardSql(click, 'substr("When", 1, 10)'));
      },
      async page(offset) {
        await shell(pageSql(offset));
      },
      search: async (needle) => ({ rows: Number(await shell(searchSql(needle, 'LIKE'))), firstMs: null }),
      async export(click) {
        await shell('.mode csv', '.headers on', `.once ${target}`, extractSql(click));
        return Number(await shell(countSql(click)));
      },
      count: async () => Number(await shell(COUNT)),
      close: async () => undefined,
      peakRssBytes: () => peak,
    }),
  };
}

/** Records become rows of JSON text: nothing is typed. */
function importCommands({ kind, file }: DataSet): string[] {
  if (kind === 'usage') return ['.mode csv', `.import ${file} usage`];
  const records = `SELECT value AS record FROM json_each(readfile(${literal(file)}), '$.Records')`;
  return [`CREATE TABLE usage AS ${records}`];
}

async function runShell(
  path: string,
  commands: readonly string[],
): Promise<{ printed: string; peakRssBytes: number | null }> {
  const child = spawn('sqlite3', ['-bail', path, ...commands], { stdio: ['ignore', 'pipe', 'pipe'] });
  const peakRss = watchPeakRss(child);
  const closed = once(child, 'close');
  const [printed, complaint] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  if (child.exitCode !== 0) throw new Error(`sqlite3: ${complaint.trim() || `status ${child.exitCode}`}`);
  return { printed, peakRssBytes: peakRss() };
}
