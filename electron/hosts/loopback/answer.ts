import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type ErrorCode, toWireError } from '../../../shared/errors.ts';
import { pageHeaders } from '../page/page-headers.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_ARGUMENT: 400,
  FORBIDDEN: 403,
  UNKNOWN_METHOD: 404,
  UNKNOWN_HANDLE: 404,
  FILE_MISSING: 404,
  DISK_FULL: 507,
};

/** Writes answers, each with the headers of a page of this host. */
export class Answers {
  readonly #connect: string;

  /** @param connect value of `connect-src` */
  constructor(connect: string) {
    this.#connect = connect;
  }

  /** The headers of an answer; a page whose styles carry a nonce passes its own. */
  headers(contentType: string, nonce: string = makeNonce()): Record<string, string> {
    return pageHeaders(contentType, nonce, this.#connect);
  }

  text(response: ServerResponse, status: number, text: string, more: Record<string, string> = {}): void {
    response.writeHead(status, { ...this.headers('text/plain; charset=utf-8'), ...more }).end(text);
  }

  json(response: ServerResponse, status: number, value: unknown): void {
    response.writeHead(status, this.headers('application/json; charset=utf-8')).end(JSON.stringify(value));
  }

  /** Anything thrown, as `{error: {code, message, details}}`. */
  error(response: ServerResponse, error: unknown): void {
    const wire = toWireError(error);
    if (response.headersSent) response.destroy();
    else this.json(response, STATUS[wire.code] ?? 500, { error: wire });
  }
}

/** A fresh nonce for the styles of one page. */
export function makeNonce(): string {
  return randomBytes(16).toString('base64');
}
