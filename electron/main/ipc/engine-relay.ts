import type { BrowserWindow } from 'electron';
import { RECEIVE, SEND } from '../../preload/channels.ts';
import type { EngineProcess } from '../engine/engine-process.ts';
import type { GuardedIpc } from './guarded-ipc.ts';
import { engineRequest } from './schemas.ts';

/** Passes checked requests of windows to the engine process. */
export function relayRequests(ipc: GuardedIpc, engine: EngineProcess): void {
  ipc.receive(SEND.engine, engineRequest, (request, contents) => engine.request(contents.id, request));
}

/**
 * Connects a window to the engine process for as long as it lives. A page that is loaded anew starts a new
 * conversation: what the old one asked is cancelled, and its answers cannot be taken for answers to the new one.
 */
export function connectWindow(window: BrowserWindow, engine: EngineProcess): void {
  const contents = window.webContents;
  const { id } = contents;

  contents.on('did-start-navigation', (details) => {
    if (!details.isMainFrame || details.isSameDocument) return;
    engine.detach(id);
    engine.attach(id, {
      deliver: (message) => contents.send(RECEIVE.engine, message),
      lost: () => contents.send(RECEIVE.engineLost),
    });
  });
  contents.on('destroyed', () => engine.detach(id));
}
