import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../electron/hosts/start.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../electron/hosts/cli/index.ts', import.meta.url));

/** A workspace in a running program. */
export interface ServedWorkspace {
  /** Opens once. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a workspace to a browser, as `npm start` does where there is no window. @throws Error when the program ends at once, with what it said */
export async function serveWorkspace(workspace: string): Promise<ServedWorkspace> {
  const server = spawn(process.execPath, [START, workspace, '--browser', '--no-open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  server.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const ended = once(server, 'exit');
  const refused = ended.then(() => Promise.reject(new Error(`${workspace} could not be served. ${said}`)));
  const [line] = (await Promise.race([once(createInterface(server.stdout), 'line'), refused])) as [string];
  return {
    url: line.slice(line.indexOf('http')),
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** Imports a file into a new workspace. @throws Error when that fails */
export async function importInto(workspace: string, file: string): Promise<void> {
  const run = spawn(process.execPath, [CLI, 'import', file, '-w', workspace, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status] = (await once(run, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`${file} could not be imported`);
}
