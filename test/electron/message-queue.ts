type Message = readonly [channel: string, args: readonly unknown[]];

/** Messages on their way to a page, which fetches them. Those for a document that is gone are dropped with it. */
export class MessageQueue {
  #messages: Message[] = [];
  #document: string | null = null;
  #waiting: ((messages: Message[]) => void) | null = null;

  push(message: Message): void {
    this.#messages.push(message);
    this.#flush();
  }

  /** The messages since the last call; resolves when there is at least one. */
  take(document: string): Promise<Message[]> {
    if (document !== this.#document) {
      this.#document = document;
      this.#waiting?.([]);
    }
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#waiting === null || this.#messages.length === 0) return;
    const deliver = this.#waiting;
    this.#waiting = null;
    deliver(this.#messages);
    this.#messages = [];
  }
}
