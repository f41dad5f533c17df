import { createClient } from '../../shared/api/client.ts';
import type { Port } from '../../shared/api/port.ts';
import type { EngineClient } from '../../shared/api/remote.ts';
import type { ShellApi } from '../../shared/api/shell.ts';
import { connectLoopback } from '../shell/loopback-port.ts';
import { createLoopbackShell } from '../shell/loopback-shell.ts';

/** What the desktop preload exposes. */
export interface DesktopBridge {
  readonly engine: Port;
  readonly shell: ShellApi;
}

declare global {
  interface Window {
    readonly trailglass?: DesktopBridge;
  }
}

/** The two things a page needs from its host. */
export interface Connection {
  readonly client: EngineClient;
  readonly shell: ShellApi;
}

/**
 * Connects to whichever host serves this page: the desktop shell, else the loopback host.
 * @throws ENGINE_LOST when the host does not answer
 */
export async function connect(): Promise<Connection> {
  const desktop = window.trailglass;
  if (desktop !== undefined) return { client: createClient(desktop.engine), shell: desktop.shell };
  return { client: createClient(await connectLoopback()), shell: createLoopbackShell() };
}
