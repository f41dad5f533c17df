import type { FileHandle } from '../../../shared/api/contract.ts';
import type { Reply, Request } from '../../../shared/api/envelope.ts';
import type { WireError } from '../../../shared/errors.ts';

/** A file the engine process may touch; the handle is what a view names it by. */
export interface Grant {
  readonly handle: FileHandle;
  readonly path: string;
  readonly name: string;
  readonly mode: 'read' | 'write';
}

/** From the main process to the engine process. Orders that carry an `id` are answered under it. */
export type ToEngine =
  | { readonly type: 'open'; readonly id: number; readonly path: string; readonly create: boolean }
  | { readonly type: 'issue'; readonly id: number; readonly file: Omit<Grant, 'handle'> }
  | { readonly type: 'close'; readonly id: number }
  /** Repeats a grant of an engine process that has ended. */
  | { readonly type: 'adopt'; readonly grant: Grant }
  | { readonly type: 'attach'; readonly view: number }
  | { readonly type: 'detach'; readonly view: number }
  | { readonly type: 'view'; readonly view: number; readonly message: Request };

/** From the engine process to the main process. */
export type FromEngine =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly error: WireError }
  | { readonly type: 'view'; readonly view: number; readonly message: Reply };
