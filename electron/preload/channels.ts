import type { WireError } from '../../shared/errors.ts';

/**
 * Every name that crosses between a window and the main process. Anything else is refused by the main process
 * and cannot be said by the preload.
 */

/** Questions: the window asks, the main process answers once. */
export const ASK = {
  info: 'shell:info',
  pickLogs: 'shell:pick-logs',
  pickView: 'shell:pick-view',
  takeDropped: 'shell:take-dropped',
  sampleLogs: 'shell:sample-logs',
  pickExportTarget: 'shell:pick-export-target',
  deliverExport: 'shell:deliver-export',
  newWorkspace: 'shell:new-workspace',
  openWorkspace: 'shell:open-workspace',
} as const;

/** Messages from the window. */
export const SEND = { engine: 'engine:to' } as const;

/** Messages to the window. */
export const RECEIVE = {
  engine: 'engine:from',
  engineLost: 'engine:lost',
  command: 'shell:command',
} as const;

export type AskChannel = (typeof ASK)[keyof typeof ASK];
export type SendChannel = (typeof SEND)[keyof typeof SEND];
export type ReceiveChannel = (typeof RECEIVE)[keyof typeof RECEIVE];

/** How the main process answers a question: Electron would otherwise wrap the text of an error in its own. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: WireError };
