/**
 * The only thing a transport has to offer: messages in both directions, in order, and a sign when it is gone.
 * Messages are plain JSON values.
 */
export interface Port {
  post(message: unknown): void;
  /** Registers the one receiver. */
  onMessage(receive: (message: unknown) => void): void;
  /** Called once when the other side can no longer be reached. */
  onClose(closed: () => void): void;
}
