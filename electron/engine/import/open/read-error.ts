import { AppError } from '../../../../shared/errors.ts';
import { asAppError } from '../../store/disk-error.ts';

/**
 * Errors of the operating system that mean that the device behind a file stopped answering: a stick that was pulled out,
 * a share that went away, a bad sector. They are about the log, not about the disk of the workspace, so that the other
 * files of the job go on.
 */
const DEVICE_ERRORS: ReadonlySet<string> = new Set([
  'EIO',
  'ENXIO',
  'ENODEV',
  'ESTALE',
  'EREMOTEIO',
  'ENOTCONN',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'UNKNOWN', // Windows, for devices that are not ready
]);

/**
 * Says what it means that a log could not be read.
 * @param name of the log, as the user knows it
 */
export function asReadError(error: unknown, name: string): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!(error instanceof AppError) && DEVICE_ERRORS.has(code)) {
    return new AppError(
      'FILE_UNREADABLE',
      `${name} cannot be read further: its disk reported an error (${code}). What was read is kept; make sure that the disk is connected, or copy the file from it, and import it again to go on.`,
      { cause: code },
      error,
    );
  }
  return asAppError(error, `Reading ${name}`);
}
