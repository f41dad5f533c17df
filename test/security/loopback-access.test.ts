import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LoopbackHost, startLoopback } from '../../electron/hosts/loopback/start-loopback.ts';
import { enterLoopback, type LoopbackBrowser } from '../support/loopback-browser.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('the loopback host', () => {
  let folder: string;
  let host: LoopbackHost;
  let browser: LoopbackBrowser;
  let secondUse: Response;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-access-'));
    const rendererDir = join(folder, 'page');
    mkdirSync(join(rendererDir, 'assets'), { recursive: true });
    mkdirSync(join(folder, 'page-neighbour'));
    writeFileSync(join(rendererDir, 'index.html'), '<style nonce="TRAILGLASS_STYLE_NONCE"></style>the page');
    writeFileSync(join(rendererDir, 'assets', 'a.js'), 'export {}');
    writeFileSync(join(folder, 'secret.js'), 'secret');
    writeFileSync(join(folder, 'page-neighbour', 'secret.js'), 'secret');
    symlinkSync(join(folder, 'secret.js'), join(rendererDir, 'link.js'));
    symlinkSync(folder, join(rendererDir, 'linked-folder'));
    host = await startLoopback({ workspace: join(folder, 'case.trailglass'), create: true, rendererDir });
    browser = await enterLoopback(host.url);
    secondUse = await fetch(host.url, { redirect: 'manual' });
  });

  afterAll(async () => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A request exactly as written: the path is not tidied up, the headers are these and no others. */
  function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: host.port, path, method, headers };
      const asked = request(options, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      asked.on('error', reject).end();
    });
  }

  /** Like {@link ask}, by the browser that was let in. */
  const askInside = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    ask(path, { cookie: browser.cookie, ...headers }, method);

  /** The status with which a web socket is refused, or 101. */
  function upgrade(headers: Record<string, string>, path = '/engine'): Promise<number> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
      socket.on('open', () => {
        socket.close();
        resolve(101);
      });
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', reject);
    });
  }

  describe('lets in', () => {
    it('the first to bring the token: a strict cookie, and on without the token', async () => {
      const other = await startLoopback({ workspace: join(folder, 'other.trailglass'), create: true });
      try {
        const entered = await fetch(other.url, { redirect: 'manual' });
        expect(entered.status).toBe(303);
        expect(entered.headers.get('location')).toBe('/');
        expect(entered.headers.get('set-cookie')).toMatch(
          new RegExp(`^trailglass-${other.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
        );
      } finally {
        await other.close();
      }
    });

    it('a click on the start address in another page, without a redirect that would lose the cookie', async () => {
      const other = await startLoopback({ workspace: join(folder, 'clicked.trailglass'), create: true });
      try {
        const entered = await fetch(other.url, {
          redirect: 'manual',
          headers: { 'sec-fetch-site': 'cross-site' },
        });
        expect(entered.status).toBe(200);
        expect(entered.headers.get('refresh')).toBe('0; url=/');
        expect(entered.headers.get('set-cookie')).toContain('SameSite=Strict');
      } finally {
        await other.close();
      }
    });

    it('nobody who brings it a second time', async () => {
      expect(secondUse.status).toBe(403);
      expect(secondUse.headers.get('set-cookie')).toBeNull();
    });

    it('nobody with a wrong token, and does not use the right one up', async () => {
      const other = await startLoopback({ workspace: join(folder, 'wrong.trailglass'), create: true });
      try {
        for (const token of ['', 'x', 'A'.repeat(43)]) {
          expect((await fetch(`http://127.0.0.1:${other.port}/?token=${token}`)).status).toBe(403);
        }
        expect((await fetch(other.url, { redirect: 'manual' })).status).toBe(303);
      } finally {
        await other.close();
      }
    });
  });

  describe('refuses', () => {
    it.each(['/', '/assets/a.js', '/info', '/files/AAAA'])('%s without a session', async (path) => {
      expect((await ask(path)).status).toBe(403);
      expect((await ask(path, { cookie: `trailglass-${host.port}=${'A'.repeat(43)}` })).status).toBe(403);
    });

    it.each(['evil.test', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]', '127.0.0.1.evil.test'])(
      'the host name %s, as after DNS rebinding',
      async (name) => {
        const wrong = /:\d+$/.test(name) || name === '127.0.0.1' ? name : `${name}:${host.port}`;
        expect((await askInside('/', { host: wrong })).status).toBe(403);
        expect((await askInside('/info', { host: wrong })).status).toBe(403);
        expect(await upgrade({ cookie: browser.cookie, origin: browser.origin, host: wrong })).toBe(403);
      },
    );

    it.each([
      { origin: 'http://evil.test' },
      { origin: 'null' },
      { origin: 'https://127.0.0.1' },
      { origin: 'http://127.0.0.1:1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])('a read by a foreign page: %j', async (headers) => {
      expect((await askInside('/info', headers)).status).toBe(403);
    });

    it.each([{}, { origin: 'http://evil.test' }, { 'sec-fetch-site': 'same-origin' }])(
      'a change by a foreign or unknown page: %j',
      async (headers) => {
        expect((await askInside('/samples', headers, 'POST')).status).toBe(403);
        expect((await askInside('/files?name=a.csv', headers, 'POST')).status).toBe(403);
      },
    );

    it('a web socket of a foreign page, without a session, or elsewhere', async () => {
      const { cookie, origin } = browser;
      expect(await upgrade({ cookie, origin: 'http://evil.test' })).toBe(403);
      expect(await upgrade({ cookie })).toBe(403);
      expect(await upgrade({ origin })).toBe(403);
      expect(await upgrade({ cookie, origin, 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await upgrade({ cookie, origin }, '/other')).toBe(403);
      expect(await upgrade({ cookie, origin })).toBe(101);
    });

    it('a CORS preflight, and grants no origin anything', async () => {
      const preflight = { origin: 'http://evil.test', 'access-control-request-method': 'POST' };
      for (const answer of [
        await askInside('/files', preflight, 'OPTIONS'),
        await askInside('/files', { ...preflight, origin: browser.origin }, 'OPTIONS'),
        await askInside('/info'),
      ]) {
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
      expect((await askInside('/files', preflight, 'OPTIONS')).status).toBe(403);
    });

    it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('the method %s', async (method) => {
      expect((await askInside('/info', { origin: browser.origin }, method)).status).toBe(405);
    });
  });

  describe('serves the page', () => {
    it('with its headers and a fresh nonce', async () => {
      const first = await askInside('/');
      const second = await askInside('/');
      const nonce = /'nonce-([^']+)'/.exec(first.headers['content-security-policy']?.toString() ?? '')?.[1];
      expect(first.status).toBe(200);
      expect(first.body).toBe(`<style nonce="${nonce}"></style>the page`);
      expect(second.body).not.toBe(first.body);
      expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
    });

    it.each(['/', '/assets/a.js', '/absent.js', '/info', '/?token=wrong'])(
      'and the same protection on %s',
      async (path) => {
        const { headers } = await askInside(path);
        const policy = String(headers['content-security-policy']).replace(/'nonce-[^']+'/, "'nonce-X'");
        expect(policy).toBe(
          `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-X'; font-src 'self'; img-src 'self' data:; connect-src 'self' ws://127.0.0.1:${host.port}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default`,
        );
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'cache-control': 'no-store',
        });
      },
    );

    it('its scripts as scripts', async () => {
      const script = await askInside('/assets/a.js');
      expect(script).toMatchObject({ status: 200, body: 'export {}' });
      expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    });

    it.each([
      '/../secret.js',
      '/assets/../../secret.js',
      '/%2e%2e/secret.js',
      '/%2E%2E%2fsecret.js',
      '/..%5csecret.js',
      '/..\\secret.js',
      '/assets/a.js%00',
      '/assets/a.js%00.html',
      '/link.js',
      '/linked-folder/secret.js',
      '/../page-neighbour/secret.js',
      '//etc/passwd',
      '/%',
      '/assets',
      '/assets/',
      '/constructor',
      '/__proto__',
    ])('and nothing outside it: %s', async (path) => {
      const answer = await askInside(path);
      expect(answer.status).toBe(404);
      expect(answer.body).not.toContain('secret');
    });

    it('and nothing for an address that is not a path', async () => {
      expect((await askInside(`http://127.0.0.1:${host.port}/assets/a.js`)).status).toBe(404);
    });
  });

  it('listens on 127.0.0.1 alone', async () => {
    await expect(fetch(`http://[::1]:${host.port}/`)).rejects.toThrow();
    expect(new URL(host.url).hostname).toBe('127.0.0.1');
  });

  it('answers rubbish on the web socket by closing it', async () => {
    for (const rubbish of ['not json', Buffer.from('{}')]) {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}/engine`, {
        headers: { cookie: browser.cookie, origin: browser.origin },
      });
      const code = await new Promise((resolve) => {
        socket.on('open', () => socket.send(rubbish));
        socket.on('close', resolve);
      });
      expect([1003, 1007]).toContain(code);
    }
  });
});
