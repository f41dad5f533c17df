import { parentPort } from 'node:worker_threads';

/**
 * The program of a lane's thread with two faults, so that tests can see a crash: a search for `exit` ends the thread
 * and a search for `throw` lets an error escape; importing for the tenant `exit` ends it in the middle.
 */
interface Call {
  readonly method?: string;
  readonly arg?: { readonly search?: string; readonly options?: { readonly tenant: string | null } };
}

parentPort?.on('message', ({ message }: { message?: Call }) => {
  if (message?.arg?.search === 'exit') process.exit(9);
  if (message?.arg?.search === 'throw') throw new Error('a fault');
  if (message?.arg?.options?.tenant === 'exit') setTimeout(() => process.exit(9), 150);
});

await import('../../electron/hosts/threads/lane-thread.ts');
