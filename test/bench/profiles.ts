import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { GENERIC_PROFILE } from '../../electron/engine/import/profiles.ts';
import { type GoldenTable, goldenTables } from '../support/golden-tables.ts';
import { buildChild } from './built-child.ts';
import { generateTable } from './data/generate-table.ts';
import type { Cost } from './profile-import.ts';
import { NODE_FLAGS } from './run-job.ts';

/**
 * What the profiles of CSV logs cost: the same generated file is imported with its profile and as an unknown log, in
 * turns, each import in a process of its own.
 */
const USAGE = `node test/bench/profiles.ts [options]
  --rows N         rows of each file (default 200000)
  --runs N         imports of each file with each of the two (default 5)
  --only TEXT      logs whose name has this text
  --data FOLDER    keep the generated files here, and use what is there already
  --spans          print where the time goes`;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    data: { type: 'string' },
    spans: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await measureAll(await buildChild('profile-import'));

async function measureAll(program: string): Promise<void> {
  const folder = values.data ?? mkdtempSync(join(tmpdir(), 'trailglass-profiles-'));
  mkdirSync(folder, { recursive: true });
  try {
    console.log('| log | profile | MB | generic ms | profile ms | × | generic CPU | profile CPU | × |');
    console.log('|---|---|---|---|---|---|---|---|---|');
    for (const table of goldenTables().filter(({ name }) => name.includes(values.only))) {
      if (table.profile !== GENERIC_PROFILE && table.rows.length > 0) await measure(program, table, folder);
    }
  } finally {
    if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(program: string, table: GoldenTable, folder: string): Promise<void> {
  const path = join(folder, `${table.name.replaceAll(/\W+/g, '-')}-${values.rows}.csv`);
  if (!statSync(path, { throwIfNoEntry: false })) await generateTable(path, table, Number(values.rows));
  const generic: Cost[] = [];
  const profile: Cost[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    generic.push(await importInChild(program, path, GENERIC_PROFILE));
    profile.push(await importInChild(program, path, table.profile));
  }
  const [a, b] = [best(generic), best(profile)];
  const cells = [table.name, table.profile, (statSync(path).size / 1e6).toFixed(0)];
  const figures = [
    [a.ms, b.ms],
    [a.cpuMs, b.cpuMs],
  ].flatMap(([one = 0, other = 0]) => [one.toFixed(0), other.toFixed(0), (other / one).toFixed(2)]);
  console.log(`| ${[...cells, ...figures].join(' | ')} |`);
  if (values.spans)
    for (const [name, { spans }] of Object.entries({ generic: a, profile: b })) {
      console.log(name, spans.map((span) => `${span.name} ${span.ms.toFixed(0)}`).join(', '));
    }
}

/** The best of a few runs says most about work that others disturb. */
function best(costs: readonly Cost[]): Cost {
  const least = (of: (cost: Cost) => number): number => Math.min(...costs.map(of));
  const cpuMs = least((cost) => cost.cpuMs);
  return { ms: least(({ ms }) => ms), cpuMs, spans: costs.find((cost) => cost.cpuMs === cpuMs)?.spans ?? [] };
}

async function importInChild(program: string, path: string, profile: string): Promise<Cost> {
  const child = spawn(process.execPath, [...NODE_FLAGS, program, path, profile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Cost;
}
