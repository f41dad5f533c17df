import type { Port } from './port.ts';

/** Two ports joined to each other, in one thread. */
export interface PortPair {
  readonly client: Port;
  readonly server: Port;
  /** Closes both ends. */
  close(): void;
}

/**
 * Joins two ports without a transport. Messages pass as JSON text and arrive after the sender has returned, in order,
 * as they would over a wire, so that nothing works here that would not work there.
 */
export function createPortPair(): PortPair {
  const client = new PairedPort();
  const server = new PairedPort();
  client.joinTo(server);
  server.joinTo(client);
  return {
    client,
    server,
    close() {
      client.close();
      server.close();
    },
  };
}

class PairedPort implements Port {
  #other: PairedPort | null = null;
  #closed = false;
  #receive: (message: unknown) => void = () => {};
  #tellClosed: () => void = () => {};

  joinTo(other: PairedPort): void {
    this.#other = other;
  }

  post(message: unknown): void {
    if (this.#closed) return;
    const text = JSON.stringify(message);
    void Promise.resolve().then(() => this.#other?.take(text));
  }

  take(text: string): void {
    if (!this.#closed) this.#receive(JSON.parse(text));
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive;
  }

  onClose(closed: () => void): void {
    this.#tellClosed = closed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#tellClosed();
  }
}
