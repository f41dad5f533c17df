import { EngineThreads } from '../../hosts/threads/engine-threads.ts';
import type { FromEngine, ToEngine } from './messages.ts';
import { WorkspaceHost } from './workspace-host.ts';

/**
 * Start of the engine process. It passes messages on and never blocks: the work is done in threads. Hostile files
 * are read here, away from the process that owns windows and dialogs.
 */
const main = process.parentPort;
const host = new WorkspaceHost(new EngineThreads(), (message: FromEngine) => main.postMessage(message));
main.on('message', (event) => host.receive(event.data as ToEngine));
