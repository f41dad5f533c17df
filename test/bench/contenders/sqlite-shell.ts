import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from '../contender.ts';
import { countSql, dashboardSql, extractSql, pageSql, searchSql } from '../peer-sql.ts';

/** The stock `sqlite3` shell: `.import` without indexes. Every question is a process of its own, a few ms. */
export function sqliteShell(csv: string, folder: string): Contender {
  const file = join(folder, 'peer.sqlite');
  const target = join(folder, 'peer-sqlite.csv');
  const shell = (...commands: readonly string[]): string =>
    execFileSync('sqlite3', [file, ...commands], { encoding: 'utf8', maxBuffer: 1 << 30 });
  return {
    name: 'sqlite3',
    async version() {
      return `sqlite3 ${execFileSync('sqlite3', ['--version'], { encoding: 'utf8' }).split(' ')[0]}`;
    },
    async import() {
      rmSync(file, { force: true });
      const start = performance.now();
      shell('.mode csv', `.import ${csv} usage`);
      return { ms: performance.now() - start, peakRssBytes: null };
    },
    async open() {
      shell(pageSql(0));
      return {
        bytes: statSync(file).size,
        async dashboard(click) {
          shell(...dashboardSql(click, 'substr("When", 1, 10)'));
        },
        async page(offset) {
          shell(pageSql(offset));
        },
        async search(needle) {
          return Number(shell(searchSql(needle, 'LIKE')));
        },
        async export(click) {
          shell('.mode csv', '.headers on', `.once ${target}`, extractSql(click));
          return Number(shell(countSql(click)));
        },
        async close() {
          // Nothing stays open between two processes.
        },
      };
    },
  };
}
