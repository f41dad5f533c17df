import { statSync } from 'node:fs';

/**
 * How the C library of Linux gives memory back. Left alone it learns to put ever larger blocks between smaller ones,
 * in an area for each thread, from where freed blocks do not return to the system: a sixth of what an import takes.
 * Other C libraries do not know these names.
 * Source: mallopt(3), M_MMAP_THRESHOLD and M_ARENA_MAX.
 */
const MEMORY_SETTINGS = { MALLOC_MMAP_THRESHOLD_: String(64 * 1024), MALLOC_ARENA_MAX: '1' } as const;

/**
 * A comparison makes lists of a million records, which grow old before they are let go; V8 then lets twice as much garbage
 * lie as there is of them. Collecting when there is as much costs a twentieth of the time, and spares 40 MB.
 */
const COMPARE_FLAGS = ['--heap-growing-percent=100'] as const;

/** Smaller files are read before it matters, and a restart takes 30 ms. */
const LARGE_BYTES = 256 * 1024 * 1024;
/** Of what is packed, which is several times as much. */
const LARGE_PACKED_BYTES = 48 * 1024 * 1024;
const PACKED = /\.(gz|tgz|zip|xlsx)$/i;

/**
 * Starts the program once more in the same process, with {@link MEMORY_SETTINGS}, when it is about to read large
 * files: they can only be said to a program that is just starting.
 * @param args the command line without the names of Node and of the program
 */
export function restartForLargeFiles(args: readonly string[]): void {
  const { platform, env, execve, execPath, execArgv, argv } = process;
  if (platform !== 'linux' || execve === undefined) return;
  if (Object.keys(MEMORY_SETTINGS).some((name) => name in env)) return; // said already, or by someone else
  if (!readsLargeFiles(args)) return;
  const flags = [...execArgv, ...(args[0] === 'compare' ? COMPARE_FLAGS : [])];
  execve.call(process, execPath, [execPath, ...flags, ...argv.slice(1)], { ...env, ...MEMORY_SETTINGS });
}

function readsLargeFiles([command, ...words]: readonly string[]): boolean {
  if (command === 'compare') return true;
  if (command !== 'import') return false;
  const files = words.map((word) => ({ word, facts: factsOf(word) }));
  if (files.some(({ facts }) => facts?.isDirectory() === true)) return true;
  const share = files.map(({ word, facts }) => {
    const bytes = facts?.isFile() === true ? facts.size : 0;
    return bytes / (PACKED.test(word) ? LARGE_PACKED_BYTES : LARGE_BYTES);
  });
  return share.reduce((sum, one) => sum + one, 0) >= 1;
}

function factsOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // whoever reads it says what is wrong with it
  }
}
