import type { Reply, Request } from '../../../shared/api/envelope.ts';
import type { Port } from '../../../shared/api/port.ts';
import { serve } from '../../../shared/api/serve.ts';
import { toWireError } from '../../../shared/errors.ts';
import type { EngineThreads } from '../../hosts/threads/engine-threads.ts';
import type { FromEngine, ToEngine } from './messages.ts';

/** The engine's side of one window's conversation. */
interface View {
  receive(request: Request): void;
  close(): void;
}

/** Connects the threads of the engine with the main process: orders of the shell, conversations of windows. */
export class WorkspaceHost {
  readonly #threads: EngineThreads;
  readonly #post: (message: FromEngine) => void;
  readonly #views = new Map<number, View>();

  constructor(threads: EngineThreads, post: (message: FromEngine) => void) {
    this.#threads = threads;
    this.#post = post;
  }

  receive(message: ToEngine): void {
    switch (message.type) {
      case 'open':
        void this.#answer(message.id, () => this.#threads.open(message.path, { create: message.create }));
        return;
      case 'issue': {
        const { path, mode, name } = message.file;
        void this.#answer(message.id, () => this.#threads.issue(path, mode, name));
        return;
      }
      case 'adopt':
        this.#threads.adopt(message.grant);
        return;
      case 'attach':
        this.#views.set(message.view, this.#serve(message.view));
        return;
      case 'detach':
        this.#views.get(message.view)?.close();
        this.#views.delete(message.view);
        return;
      case 'view':
        this.#views.get(message.view)?.receive(message.message);
        return;
      case 'close':
        void this.#answer(message.id, () => this.#threads.close());
    }
  }

  async #answer(id: number, work: () => unknown): Promise<void> {
    try {
      this.#post({ type: 'answer', id, value: await work() });
    } catch (error) {
      this.#post({ type: 'refusal', id, error: toWireError(error) });
    }
  }

  #serve(view: number): View {
    let receive: (message: unknown) => void = () => undefined;
    const port: Port = {
      post: (message) => this.#post({ type: 'view', view, message: message as Reply }),
      onMessage: (receiver) => {
        receive = receiver;
      },
      onClose: () => undefined, // ends with the process
    };
    const server = serve(port, this.#threads);
    return { receive: (request) => receive(request), close: () => void server.close() };
  }
}
