import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Port } from '../../../shared/api/port.ts';
import { serve } from '../../../shared/api/serve.ts';
import { toWireError } from '../../../shared/errors.ts';
import { createEngine, type Engine } from '../../engine/engine.ts';
import { FileGrants } from '../../engine/file-grants.ts';
import { openWorkspace } from '../../engine/store/open.ts';
import type { FromLane, LaneStart, ToLane } from './lane-messages.ts';

/* The program of one lane's thread: one connection to the workspace, served to the host that started it. */

if (parentPort === null) throw new Error('lane-thread is started by engine-threads, not by hand.');
run(parentPort, workerData as LaneStart);

function run(host: MessagePort, start: LaneStart): void {
  const files = new FileGrants();
  for (const grant of start.grants) files.adopt(grant);
  host.on('message', function untilOpened(message: ToLane) {
    if (message.type === 'grant') files.adopt(message.grant);
    else if (message.type === 'close') host.close();
    else if (message.type === 'open') {
      host.off('message', untilOpened);
      open(host, start, files);
    }
  });
  tell(host, { type: 'loaded' });
}

function open(host: MessagePort, start: LaneStart, files: FileGrants): void {
  let engine: Engine;
  try {
    const { path, ...options } = start.workspace;
    const cell = new Int32Array(start.cancelled);
    engine = createEngine({
      workspace: openWorkspace(path, options),
      files,
      cancelled: () => Atomics.load(cell, 0) === 1,
    });
  } catch (error) {
    tell(host, { type: 'refused', error: toWireError(error) });
    return;
  }

  let receive: (message: unknown) => void = () => {};
  const port: Port = {
    post: (message) => tell(host, { type: 'contract', message }),
    onMessage(take) {
      receive = take;
    },
    onClose() {}, // the thread ends with its host
  };
  const served = serve(port, engine);
  host.on('message', (message: ToLane) => {
    if (message.type === 'contract') receive(message.message);
    else if (message.type === 'grant') files.adopt(message.grant);
    else if (message.type === 'close') {
      void served.close().then(() => {
        engine.close();
        host.close();
      });
    }
  });
  tell(host, { type: 'opened' });
}

function tell(host: MessagePort, message: FromLane): void {
  host.postMessage(message);
}
