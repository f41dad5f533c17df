import type { WorkspaceInfo } from '../../../shared/api/contract.ts';
import type { EngineClient } from '../../../shared/api/remote.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { type InProcessHost, type InProcessOptions, openInProcess } from '../in-process.ts';
import { countText } from './format.ts';
import type { Terminal } from './terminal.ts';

type Work<T> = (engine: EngineClient['engine'], host: InProcessHost) => Promise<T>;

/** Opens a workspace, does one thing with it, and closes it whatever happened. */
export async function withEngine<T>(options: InProcessOptions, work: Work<T>): Promise<T> {
  const host = openInProcess(options);
  try {
    return await work(host.client.engine, host);
  } finally {
    await host.close();
  }
}

/**
 * {@link withEngine} on a workspace that exists, for reading. Where its column index cannot be used the answer is
 * right all the same; a line on standard error says how to make it fast again. Another says what is left out.
 */
export function reading<T>(terminal: Terminal, workspace: string, work: Work<T>): Promise<T> {
  return withEngine({ workspace, access: 'readonly' }, async (engine, host) => {
    const result = await work(engine, host);
    const info = await engine.workspace({});
    if (info !== null && info.withdrawn.sources > 0)
      terminal.err(`trailglass: ${leftOutText(info.withdrawn)}\n`);
    const index = info?.index;
    if (index?.ready === false) {
      const command = `trailglass reindex -w ${visibleText(workspace)}`;
      terminal.err(
        `trailglass: ${index.reason} The answer is right, and took longer; "${command}" rebuilds it.\n`,
      );
    }
    return result;
  });
}

function leftOutText({ sources, events }: WorkspaceInfo['withdrawn']): string {
  const what = sources === 1 ? '1 withdrawn source' : `${countText(sources)} withdrawn sources`;
  return `${what} with ${countText(events)} ${events === 1 ? 'event' : 'events'} left out; "trailglass sources" lists what was withdrawn.`;
}
