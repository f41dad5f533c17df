import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AppError } from '../../../shared/errors.ts';

/**
 * Decides who may talk to the loopback host. Every program of this machine, and every web page open in a browser
 * here, can reach 127.0.0.1; only the browser that was handed the start address may be answered.
 *
 * - `Host` must be exactly ours, which defeats DNS rebinding.
 * - `Origin`, where a browser sends it, must be ours; whatever changes something must carry it.
 * - `Sec-Fetch-Site`, where a browser sends it, must say that our own page or the user asked.
 * - A session cookie, obtained once with the token of the start address.
 */
export class Access {
  readonly #host: string;
  readonly #origin: string;
  readonly #cookie: string;
  readonly #session = randomBytes(32).toString('base64url');
  #token: string | null = randomBytes(32).toString('base64url');
  /** The address to open, with the token; valid once. */
  readonly startUrl: string;

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`;
    this.#origin = `http://${this.#host}`;
    this.startUrl = `${this.#origin}/?token=${this.#token}`;
    // Cookies are shared by all ports of a host, so that two loopback hosts need different names.
    this.#cookie = `trailglass-${port}`;
  }

  /** Value of `connect-src` for pages of this host. `'self'` leaves web sockets out in older browsers. */
  get connectSources(): string {
    return `'self' ws://${this.#host}`;
  }

  /**
   * Checks where a request was addressed to and which page sent it; not yet who sent it.
   * @throws FORBIDDEN
   */
  checkSender(request: IncomingMessage, kind: 'read' | 'change' | 'enter'): void {
    const { host, origin } = request.headers;
    if (host !== this.#host)
      throw new AppError('FORBIDDEN', 'This address is not the one Trailglass serves.');
    if (origin !== undefined && origin !== this.#origin) throw foreignPage();
    if (kind === 'enter') return; // the token itself shows that the sender was let in, from wherever it was clicked
    if (kind === 'change' && origin === undefined) throw foreignPage();
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreignPage();
  }

  /**
   * Checks that a request carries the session cookie.
   * @throws FORBIDDEN
   */
  checkSession(request: IncomingMessage): void {
    const wanted = `${this.#cookie}=`;
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const found = cookies.find((cookie) => cookie.startsWith(wanted));
    if (found !== undefined && sameText(found.slice(wanted.length), this.#session)) return;
    throw new AppError(
      'FORBIDDEN',
      'Open the address that Trailglass printed when it started; it works once. Start it again for a new one.',
    );
  }

  /**
   * Exchanges the token of the start address, once, for the session.
   * @returns the value of a `Set-Cookie` header
   * @throws FORBIDDEN for a wrong token or one that was used
   */
  enter(token: string): string {
    if (this.#token === null || !sameText(token, this.#token)) {
      throw new AppError(
        'FORBIDDEN',
        'This start address is wrong or was used before. Start Trailglass again for a new one.',
      );
    }
    this.#token = null;
    return `${this.#cookie}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;
  }
}

function foreignPage(): AppError {
  return new AppError('FORBIDDEN', 'Requests of other pages are refused.');
}

/** Compares without telling by its duration how much was right. */
function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
