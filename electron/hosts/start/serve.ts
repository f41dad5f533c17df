import { spawn } from 'node:child_process';
import { startLoopback } from '../loopback/start-loopback.ts';

/** Serves a workspace to the browser until the program is told to end. */
export async function serveInBrowser(
  workspace: string,
  options: { readonly port: number; readonly open: boolean },
): Promise<void> {
  const host = await startLoopback({ workspace, create: true, port: options.port });
  console.log(`Trailglass is at ${host.url}`);
  if (options.open) openInBrowser(host.url);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await host.close();
}

/** Asks the system to show an address; the address is on the terminal in any case. */
function openInBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  if (command === undefined) return;
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.once('error', () => console.log('Open that address in a browser of this computer.'));
  opener.unref();
}
