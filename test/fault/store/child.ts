import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** A script of this folder running in a process of its own. */
export class StoreChild {
  readonly #child: Child;
  #output = '';
  #errors = '';

  constructor(script: 'hold-open.ts' | 'write-forever.ts' | 'take-turns.ts', workspace: string) {
    this.#child = spawn(process.execPath, [join(import.meta.dirname, script), workspace], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout.on('data', (data) => {
      this.#output += String(data);
    });
    this.#child.stderr.on('data', (data) => {
      this.#errors += String(data);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whole lines printed so far. */
  get lines(): string[] {
    return this.#output.split('\n').slice(0, -1);
  }

  /** Waits until it has printed something. */
  async firstLine(): Promise<void> {
    while (this.lines.length === 0) {
      if (this.#child.exitCode !== null) throw new Error(`The child process ended: ${this.#errors}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Ends it the hardest way and waits until it is gone and its output read. */
  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGKILL');
    await closed;
  }
}
