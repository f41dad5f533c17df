import { contextBridge, ipcRenderer } from 'electron';
import type { Port } from '../../shared/api/port.ts';
import { RECEIVE, SEND } from './channels.ts';
import { createShell } from './shell.ts';

/**
 * The only script that sees both the page and Electron. The page gets named functions that carry plain values:
 * never `ipcRenderer`, never an event object, never a channel name of its choice.
 */
const engine: Port = {
  post: (message) => ipcRenderer.send(SEND.engine, message),
  onMessage(receive) {
    ipcRenderer.removeAllListeners(RECEIVE.engine);
    ipcRenderer.on(RECEIVE.engine, (_event, message: unknown) => receive(message));
  },
  onClose: (closed) => void ipcRenderer.once(RECEIVE.engineLost, () => closed()),
};

contextBridge.exposeInMainWorld('trailglass', { engine, shell: createShell() });
