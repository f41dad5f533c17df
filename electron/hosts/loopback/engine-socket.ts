import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Port } from '../../../shared/api/port.ts';
import { type Dispatcher, serve } from '../../../shared/api/serve.ts';

/** The address of the engine's web socket. */
export const ENGINE_PATH = '/engine';

/** More than the largest call: an import of 10,000 files, or a filter with thousands of values. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Status codes of RFC 6455 §7.4.1. */
const NOT_TEXT = 1003;
const NOT_JSON = 1007;

/** Serves the contract on web sockets. */
export class EngineSockets {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  readonly #target: Dispatcher;

  constructor(target: Dispatcher) {
    this.#target = target;
  }

  /** Takes over a request that has been let in. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      serve(portOf(webSocket), this.#target);
    });
  }

  /** Ends every connection. */
  close(): void {
    for (const webSocket of this.#server.clients) webSocket.terminate();
    this.#server.close();
  }
}

function portOf(webSocket: WebSocket): Port {
  // What is wrong with a connection, such as a message that is too long, is followed by its close.
  webSocket.on('error', () => {});
  return {
    post(message) {
      const text = JSON.stringify(message);
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(text);
    },
    onMessage(receive) {
      webSocket.on('message', (data: RawData, isBinary: boolean) => {
        if (isBinary) return webSocket.close(NOT_TEXT);
        const message = parse(String(data));
        if (message === undefined) return webSocket.close(NOT_JSON);
        receive(message);
      });
    },
    onClose(closed) {
      webSocket.once('close', closed);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
