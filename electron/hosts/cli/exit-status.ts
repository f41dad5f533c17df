import type { ErrorCode } from '../../../shared/errors.ts';

/** Exit statuses of the command line; part of its contract. */
export const EXIT = {
  /** Everything was done. */
  done: 0,
  /** Done, but records were rejected or verification failed. */
  incomplete: 1,
  /** Wrong usage or unreadable input. */
  refused: 2,
  /** A fault of the program. */
  internal: 3,
  /** Stopped with Ctrl+C; what was committed stays. 128 + SIGINT, as shells report it. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** The exit status of an error that ends a command. */
export function exitStatusOf(code: ErrorCode): ExitStatus {
  if (code === 'INTERNAL' || code === 'ENGINE_LOST') return EXIT.internal;
  return code === 'CANCELLED' ? EXIT.interrupted : EXIT.refused;
}
