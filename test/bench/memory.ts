import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { MEMORY_CASES, type MemoryCase } from './memory-cases.ts';
import { watchPeakRss } from './peak-rss.ts';

/**
 * Peak memory of the command line on files of many kinds, each in a process of its own: the kernel's high-water mark.
 */

const USAGE = `node test/bench/memory.ts [options]
  --data FOLDER    keep the generated files here (3 GB), and use what is there already
  --only TEXT      only cases whose name holds this text
  --check          exit with status 1 when an import takes more than promised`;

/** What is promised of every import. */
const MOST_BYTES = 400e6;
/** Statuses of a command that did its work: some records may be rejected, exports may differ. */
const DONE: ReadonlySet<number | null> = new Set([0, 1]);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The program and its arguments, as `npm run trailglass` starts it. */
function commandLine(): string[] {
  const schema = v.object({ scripts: v.object({ trailglass: v.string() }) });
  const { scripts } = v.parse(schema, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  return scripts.trailglass.split(' ').slice(1);
}

interface Measured {
  readonly peakBytes: number;
  readonly seconds: number;
}

async function measure({ command, name }: MemoryCase, files: readonly string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-memory-'));
  const where = command === 'import' ? ['-w', join(folder, 'memory.trailglass')] : ['--limit', '10'];
  try {
    const start = performance.now();
    const child = spawn(process.execPath, [...commandLine(), command, ...files, ...where, '--json'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const peak = watchPeakRss(child);
    const closed = once(child, 'close');
    const [, complaint] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    if (!DONE.has(child.exitCode)) throw new Error(`${name}: ${complaint.trim()}`);
    const peakBytes = peak();
    if (peakBytes === null)
      throw new Error('This system has no /proc to ask for the peak memory of a process.');
    return { peakBytes, seconds: (performance.now() - start) / 1_000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(folder: string, only: string): Promise<boolean> {
  let kept = true;
  for (const one of MEMORY_CASES) {
    if (!one.name.includes(only)) continue;
    const { peakBytes, seconds } = await measure(one, await one.files(folder));
    const within = peakBytes <= MOST_BYTES;
    kept &&= within;
    const megabytes = `${Math.round(peakBytes / 1e6)} MB`.padStart(7);
    console.log(
      `${megabytes}  ${within ? '    ' : 'MORE'}  ${seconds.toFixed(1).padStart(6)} s  ${one.name}`,
    );
  }
  return kept;
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else {
  const folder = values.data ?? mkdtempSync(join(tmpdir(), 'trailglass-memory-data-'));
  try {
    const kept = await measureAll(folder, values.only);
    if (values.check && !kept) process.exitCode = 1;
  } finally {
    if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
