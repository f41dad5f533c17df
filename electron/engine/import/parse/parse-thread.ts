import { parentPort, workerData } from 'node:worker_threads';
import { keepCompiled } from '../../compile-cache.ts';
import type { ParseThreadData } from './parse-messages.ts';

/** The program of the thread that parses: it sees bytes and gives columns, and never touches a file or the workspace. */

// Not imported statically, so that the cache of compiled sources is on before there is anything to compile.
const { answerRequests } = await import('./answer-requests.ts');
keepCompiled();
if (parentPort !== null) answerRequests(parentPort, workerData as ParseThreadData);
