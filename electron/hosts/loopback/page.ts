import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { findPageFile } from '../page/page-files.ts';
import { NONCE_PLACEHOLDER } from '../page/page-headers.ts';
import { type Answers, makeNonce } from './answer.ts';

/** Sends a file of the built page. */
export async function sendPage(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  answers: Answers,
): Promise<void> {
  const pathname = rawPath(request);
  const file = await findPageFile(folder, pathname);
  if (file === null) {
    const text =
      pathname === '/'
        ? 'The page is not built yet. Run "npm run build", then start again.'
        : 'There is no such file.';
    answers.text(response, 404, text);
    return;
  }
  const nonce = makeNonce();
  const bytes = await readFile(file.path);
  const isPage = file.contentType.startsWith('text/html');
  const body = isPage ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : bytes;
  response.writeHead(200, answers.headers(file.contentType, nonce));
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The path as it was sent. `URL` would resolve `..` before anyone could refuse it. */
export function rawPath(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}
