import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Asks the system to open an address in the user's browser; `failed` is told when it has none to ask. */
export function openBrowser(url: string, failed: (reason: string) => void): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  opener.once('error', (error) => failed(error.message));
  opener.once('exit', (code) => {
    if (code !== 0 && code !== null) failed(`${command} ended with ${code}`);
  });
  opener.unref();
}
