import type { Spool, SpooledBytes } from './spool.ts';

/** One entry of an archive that is a file. */
export interface Member {
  /** As written in the archive: text, never a path. */
  readonly name: string;
  /** Size that the archive states; what comes out is what counts. */
  readonly bytes: number;
  /** Why it cannot be unpacked, as the end of a sentence; null when it can. */
  readonly refused: string | null;
  /**
   * Its bytes. Must be called before the next member is asked for; what it returns is let go by the caller.
   * @throws ARCHIVE_REFUSED, FILE_UNREADABLE, DISK_FULL
   */
  take(spool: Spool): Promise<SpooledBytes>;
}

/** What an archive holds, in its order. */
export type Members = AsyncGenerator<Member | { readonly skipped: string }, void, undefined>;
