import { type AppError, fromWireError, toWireError } from '../../shared/errors.ts';

/** Whatever was thrown, as the one error class of the product. */
export function asAppError(error: unknown): AppError {
  return fromWireError(toWireError(error));
}
