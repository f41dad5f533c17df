import type { Port } from '../../shared/api/port.ts';
import { AppError } from '../../shared/errors.ts';

/**
 * Connects to the engine behind a loopback host.
 * @throws ENGINE_LOST when the host does not answer, or no longer knows this browser
 */
export function connectLoopback(): Promise<Port> {
  const socket = new WebSocket(`ws://${location.host}/engine`);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(portOf(socket)), { once: true });
    socket.addEventListener(
      'close',
      () =>
        reject(
          new AppError('ENGINE_LOST', 'Trailglass does not answer. Start it again and open its new address.'),
        ),
      { once: true },
    );
  });
}

function portOf(socket: WebSocket): Port {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage(receive) {
      socket.addEventListener('message', (event: MessageEvent<string>) => receive(JSON.parse(event.data)));
    },
    onClose(closed) {
      socket.addEventListener('close', closed, { once: true });
    },
  };
}
