import type { Reply, Request } from '../../../shared/api/envelope.ts';
import type { WireError } from '../../../shared/errors.ts';

/**
 * The calls of one view that have not been answered. When the engine behind them goes away, each still gets its one
 * answer, so that no view waits for ever.
 */
export class OpenCalls {
  readonly #ids = new Set<number>();

  sent(request: Request): void {
    if (request.type === 'call') this.#ids.add(request.id);
  }

  answered(reply: Reply): void {
    if (reply.type === 'done' || reply.type === 'failed') this.#ids.delete(reply.id);
  }

  /** Takes all open calls and returns the replies that end them. */
  fail(error: WireError): Reply[] {
    const replies = [...this.#ids].map((id): Reply => ({ type: 'failed', id, error }));
    this.#ids.clear();
    return replies;
  }
}
