import { WebSocket } from 'ws';
import type { Port } from '../../shared/api/port.ts';

/** What a browser with one open page of a loopback host sends. */
export interface LoopbackBrowser {
  readonly cookie: string;
  readonly origin: string;
  request(path: string, options?: { method?: string; body?: BodyInit }): Promise<Response>;
  connect(): Promise<Port>;
}

/** Opens a start address as a browser would and keeps the cookie. */
export async function enterLoopback(url: string): Promise<LoopbackBrowser> {
  const { origin, host } = new URL(url);
  const entered = await fetch(url, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  if (cookie === '') throw new Error(`no cookie was set: ${entered.status} ${await entered.text()}`);
  return {
    cookie,
    origin,
    request(path, { method = 'GET', body } = {}) {
      const sender = method === 'GET' ? {} : { origin };
      const headers = { cookie, 'sec-fetch-site': 'same-origin', ...sender };
      return fetch(`${origin}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body, duplex: 'half' }),
      });
    },
    connect: () => connectSocket(new WebSocket(`ws://${host}/engine`, { headers: { cookie, origin } })),
  };
}

function connectSocket(socket: WebSocket): Promise<Port> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () =>
      resolve({
        post: (message) => socket.send(JSON.stringify(message)),
        onMessage: (receive) => socket.on('message', (data) => receive(JSON.parse(String(data)))),
        onClose: (closed) => socket.once('close', closed),
      }),
    );
  });
}
