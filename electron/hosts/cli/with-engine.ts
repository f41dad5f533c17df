import type { EngineClient } from '../../../shared/api/remote.ts';
import { type InProcessHost, type InProcessOptions, openInProcess } from '../in-process.ts';

/** Opens a workspace, does one thing with it, and closes it whatever happened. */
export async function withEngine<T>(
  options: InProcessOptions,
  work: (engine: EngineClient['engine'], host: InProcessHost) => Promise<T>,
): Promise<T> {
  const host = openInProcess(options);
  try {
    return await work(host.client.engine, host);
  } finally {
    await host.close();
  }
}

/** {@link withEngine} on a workspace that exists, for reading. */
export function reading<T>(
  workspace: string,
  work: (engine: EngineClient['engine'], host: InProcessHost) => Promise<T>,
): Promise<T> {
  return withEngine({ workspace, access: 'readonly' }, work);
}
