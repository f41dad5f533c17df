import type { Frame, Request } from 'playwright-core';
import { toElectron } from './address.ts';
import { sessionDouble } from './session.ts';
import { contentsOf } from './web-contents.ts';

interface Fulfilment {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/**
 * What becomes of a request: `stay` when a navigation was prevented, `cancelled` by the session, `unanswered` when it
 * would have gone to the network, otherwise the answer of the protocol handler.
 */
export async function answerRequest(
  request: Request,
): Promise<Fulfilment | 'stay' | 'cancelled' | 'unanswered'> {
  const frame = frameOf(request);
  const contents = frame === null ? null : contentsOf(frame.page());
  if (frame === null || contents === null) return 'cancelled'; // a popup on its way to being denied
  const url = toElectron(request.url());

  if (request.isNavigationRequest() && !contents.mayNavigate(frame, url)) return 'stay';
  const { defaultSession } = sessionDouble;
  if (await defaultSession.cancels(url, request.resourceType())) return 'cancelled';

  const handler = defaultSession.handlerFor(url);
  if (handler === null) return 'unanswered';
  const response = await handler(new Request(url, { method: request.method() }) as GlobalRequest);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

type GlobalRequest = globalThis.Request;

/** The frame of a request; null while the page that asks is still being made. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}
