import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../shared/errors.ts';
import { resourcePath } from '../resources.ts';
import { EngineThreads } from '../threads/engine-threads.ts';
import { Access } from './access.ts';
import { Answers } from './answer.ts';
import { ENGINE_PATH, EngineSockets } from './engine-socket.ts';
import { rawPath, sendPage } from './page.ts';
import { makePrivateFolder } from './private-folder.ts';
import { findShellRoute } from './shell-routes.ts';
import { Transfers } from './transfers.ts';

export interface LoopbackOptions {
  /** The workspace file. */
  readonly workspace: string;
  /** Whether a missing workspace is created. */
  readonly create?: boolean;
  /** Default: any free one. */
  readonly port?: number;
  /** The built page; default: where `npm run build` puts it. */
  readonly rendererDir?: string;
  /** The sample logs; default: those of the checkout. */
  readonly samplesDir?: string;
}

/** A running loopback host. */
export interface LoopbackHost {
  /** The address to open, with its one-time token. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection, closes the workspace, deletes temporary files. */
  close(): Promise<void>;
}

/** Where `npm run build` puts the page: in `out/`, where this program is as well once it is bundled. */
export const RENDERER_FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../out/renderer' : '../renderer', import.meta.url),
);

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Serves one workspace to one browser of this machine.
 * @throws what opening a workspace throws; BAD_ARGUMENT when the port is taken
 */
export async function startLoopback(options: LoopbackOptions): Promise<LoopbackHost> {
  const threads = new EngineThreads();
  await threads.open(options.workspace, { create: options.create ?? false });
  const server = createServer();
  try {
    const port = await listen(server, options.port ?? 0);
    return serveOn(server, port, threads, options);
  } catch (error) {
    await threads.close();
    throw error;
  }
}

function serveOn(
  server: Server,
  port: number,
  threads: EngineThreads,
  options: LoopbackOptions,
): LoopbackHost {
  const folder = makePrivateFolder();
  const access = new Access(port);
  const answers = new Answers(access.connectSources);
  const sockets = new EngineSockets(threads);
  const issue = threads.issue.bind(threads);
  const transfers = new Transfers(folder.path, issue);
  const rendererDir = options.rendererDir ?? RENDERER_FOLDER;
  const samplesDir = options.samplesDir ?? resourcePath('samples');

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const path = rawPath(request);
    const query = new URLSearchParams((request.url ?? '').slice(path.length));
    const token = query.get('token');
    if (method === 'GET' && path === '/' && token !== null) {
      access.checkSender(request, 'enter');
      admit(request, response, access.enter(token));
      return;
    }
    access.checkSender(request, READING.has(method) ? 'read' : 'change');
    access.checkSession(request);
    const route = findShellRoute(method, path);
    if (route !== null)
      await route({ request, response, query, path, transfers, issue, answers, samplesDir });
    else if (READING.has(method)) await sendPage(rendererDir, request, response, answers);
    else answers.text(response, 405, 'This is not answered here.', { Allow: 'GET, HEAD' });
  }

  /** Sets the cookie and leads on to the page, without the token in the address. */
  function admit(request: IncomingMessage, response: ServerResponse, cookie: string): void {
    const site = request.headers['sec-fetch-site'];
    const clicked = site !== undefined && site !== 'none' && site !== 'same-origin';
    if (!clicked) answers.text(response, 303, 'Opening Trailglass', { 'Set-Cookie': cookie, Location: '/' });
    // A redirect would still count as started by the other site and not carry a strict cookie; this page's own step does.
    else answers.text(response, 200, 'Opening Trailglass', { 'Set-Cookie': cookie, Refresh: '0; url=/' });
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    try {
      access.checkSender(request, 'change');
      access.checkSession(request);
      if (rawPath(request) !== ENGINE_PATH) throw new AppError('FORBIDDEN', 'There is no web socket here.');
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.accept(request, socket, head);
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response).catch((error: unknown) => {
      answers.error(response, error);
      request.resume(); // an upload that was refused is read to its end, so that the browser reads the reason
    });
  });
  server.on('upgrade', upgrade);
  server.requestTimeout = 0; // an upload takes as long as it takes

  return {
    url: access.startUrl,
    port,
    async close() {
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await threads.close();
      folder.remove();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code ?? error.message})`;
      reject(
        new AppError('BAD_ARGUMENT', `Port ${port} of 127.0.0.1 ${why}. Choose another with --port.`, {
          port,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
