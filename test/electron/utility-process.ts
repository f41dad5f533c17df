import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ForkOptions, UtilityProcess } from 'electron';

const PARENT_PORT = fileURLToPath(new URL('./parent-port.ts', import.meta.url));

const running = new Set<ChildProcess>();

/** A real child process that runs the bundled entry. Messages are cloned as between Electron's processes. */
class UtilityProcessDouble extends EventEmitter implements Pick<UtilityProcess, 'postMessage' | 'kill'> {
  readonly #child: ChildProcess;

  constructor(entry: string, args: readonly string[], options: ForkOptions) {
    super();
    this.#child = fork(entry, [...args], {
      serialization: 'advanced',
      execArgv: ['--import', PARENT_PORT, ...(options.execArgv ?? [])],
    });
    running.add(this.#child);
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => {
      running.delete(this.#child);
      this.emit('exit', code ?? 1);
    });
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcessDouble = {
  fork: (entry: string, args: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityProcessDouble(entry, args, options),
};

/** Ends every engine process the hard way, as the system might, and resolves with how many there were. */
export async function killUtilityProcesses(): Promise<number> {
  const children = [...running];
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map((child) => once(child, 'exit')));
  return children.length;
}

/** Ends what still runs when the program ends. */
export function endUtilityProcesses(): void {
  for (const child of running) child.kill();
}
