import { openBrowser } from '../loopback/open-browser.ts';
import { startLoopback } from '../loopback/start-loopback.ts';

/** Serves a workspace to the browser until the program is told to end. */
export async function serveInBrowser(
  workspace: string,
  options: { readonly port: number; readonly open: boolean },
): Promise<void> {
  const host = await startLoopback({ workspace, create: true, port: options.port });
  console.log(`Trailglass is at ${host.url}`);
  if (options.open) {
    openBrowser(host.url, () => console.log('Open that address in a browser of this computer.'));
  }
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await host.close();
}
