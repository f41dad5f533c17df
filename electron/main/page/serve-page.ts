import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { findPageFile } from '../../hosts/page/page-files.ts';
import { NONCE_PLACEHOLDER, pageHeaders } from '../../hosts/page/page-headers.ts';
import { APP_SCHEME, isAppUrl } from './app-origin.ts';

/** The engine is reached through the preload; the page itself connects to nothing. */
const NO_CONNECTION = "'none'";

/** Declares the scheme as a proper origin. Must run before Electron is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page in `folder` to windows of the session, and nothing else. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, (request) => answerPage(folder, request));
}

/** The answer to one request of the app scheme. */
export async function answerPage(folder: string, request: Request): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  if (request.method !== 'GET') return refusal(405, 'Only GET is answered here.', nonce);
  const file = isAppUrl(request.url) ? await findPageFile(folder, new URL(request.url).pathname) : null;
  if (file === null) return refusal(404, 'There is no such file.', nonce);

  const bytes = await readFile(file.path);
  const isPage = file.contentType.startsWith('text/html');
  const body = isPage ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(bytes);
  return new Response(body, { headers: pageHeaders(file.contentType, nonce, NO_CONNECTION) });
}

function refusal(status: number, text: string, nonce: string): Response {
  return new Response(text, {
    status,
    headers: pageHeaders('text/plain; charset=utf-8', nonce, NO_CONNECTION),
  });
}
