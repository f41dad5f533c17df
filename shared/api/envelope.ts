import type { WireError } from '../errors.ts';
import type { EngineEvent, Progress } from './contract.ts';

/** From a view to the engine. */
export type Request =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly arg: unknown }
  | { readonly type: 'cancel'; readonly id: number };

/** From the engine to a view. Every call gets exactly one `done` or `failed`. */
export type Reply =
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: WireError }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'event'; readonly event: EngineEvent };
