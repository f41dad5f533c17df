import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { FileHandle } from '../../shared/api/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** What a host allows the engine to do with a path. */
export interface FileGrant {
  readonly handle: FileHandle;
  readonly path: string;
  readonly name: string;
  readonly mode: 'read' | 'write';
}

/**
 * The files a host has allowed the engine to touch. Views only ever hold the handle: 32 random bytes, so that
 * one cannot be guessed, and bound to one path and one direction.
 */
export class FileGrants {
  readonly #grants = new Map<string, FileGrant>();

  /** Issues a handle for a path. */
  issue(path: string, mode: FileGrant['mode'], name: string = basename(path)): FileGrant {
    const grant: FileGrant = {
      handle: randomBytes(32).toString('base64url') as FileHandle,
      path,
      name,
      mode,
    };
    this.#grants.set(grant.handle, grant);
    return grant;
  }

  /** Takes over a grant issued in another thread of the same host. */
  adopt(grant: FileGrant): void {
    this.#grants.set(grant.handle, grant);
  }

  /**
   * The grant behind a handle.
   * @throws UNKNOWN_HANDLE for a forged handle or one of the other direction
   */
  resolve(handle: FileHandle, mode: FileGrant['mode']): FileGrant {
    const grant = this.#grants.get(handle);
    if (grant === undefined || grant.mode !== mode) {
      throw new AppError(
        'UNKNOWN_HANDLE',
        `This file was not opened for ${mode === 'read' ? 'reading' : 'writing'} here. Choose it again.`,
      );
    }
    return grant;
  }
}
