import { createClient } from '../../shared/api/client.ts';
import type { Port } from '../../shared/api/port.ts';
import { createPortPair } from '../../shared/api/port-pair.ts';
import type { EngineClient } from '../../shared/api/remote.ts';
import { serve } from '../../shared/api/serve.ts';
import { createEngine } from '../engine/engine.ts';
import { FileGrants } from '../engine/file-grants.ts';
import { openWorkspace } from '../engine/store/open.ts';

export interface InProcessOptions {
  /** The workspace file; null opens none. */
  readonly workspace: string | null;
  readonly access: 'readwrite' | 'readonly';
  /** Whether a missing file is created. */
  readonly create?: boolean;
}

/** An engine in this thread, reached through the contract like any other. */
export interface InProcessHost {
  readonly client: EngineClient;
  /** A further connection. */
  connect(): Port;
  /** Issues the handles that calls name files by. */
  readonly files: FileGrants;
  /** Cancels what runs, closes the workspace; later calls fail with `ENGINE_LOST`. */
  close(): Promise<void>;
}

/**
 * Opens a workspace in this thread: for the command line, which does one thing and ends, and for tests.
 * @throws whatever {@link openWorkspace} throws
 */
export function openInProcess({ workspace, access, create = false }: InProcessOptions): InProcessHost {
  const files = new FileGrants();
  const open = workspace === null ? null : openWorkspace(workspace, { access, create });
  const engine = createEngine({ workspace: open, files });
  const connections: { close(): Promise<void> }[] = [];

  function connect(): Port {
    const ports = createPortPair();
    const server = serve(ports.server, engine);
    connections.push({
      close() {
        ports.close();
        return server.close();
      },
    });
    return ports.client;
  }

  return {
    client: createClient(connect()),
    connect,
    files,
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
      engine.close();
    },
  };
}
