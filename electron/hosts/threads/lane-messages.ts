import type { WireError } from '../../../shared/errors.ts';
import type { FileGrant } from '../../engine/file-grants.ts';

/** What a lane's thread is started with. */
export interface LaneStart {
  readonly workspace: {
    readonly path: string;
    readonly access: 'readwrite' | 'readonly';
    readonly create: boolean;
    /** Whether the lane writes what lies apart from evidence. */
    readonly apart: boolean;
  };
  readonly grants: readonly FileGrant[];
  /** One 32-bit cell, 1 while the running call is cancelled: seen even by a thread that takes no messages. */
  readonly cancelled: SharedArrayBuffer;
}

/** From the host to a lane's thread. `open` answers `loaded`, once the workspace may be opened. */
export type ToLane =
  | { readonly type: 'open' }
  | { readonly type: 'contract'; readonly message: unknown }
  | { readonly type: 'grant'; readonly grant: FileGrant }
  | { readonly type: 'close' };

/** From a lane's thread to the host. `loaded` comes first, then `opened` or `refused`, each once. */
export type FromLane =
  | { readonly type: 'loaded' }
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly error: WireError }
  | { readonly type: 'contract'; readonly message: unknown };
