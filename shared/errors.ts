/** Every reason the engine or a host may give for refusing something. The union is the contract; text is for people. */
export type ErrorCode =
  | 'BAD_ARGUMENT' // an argument of a call or a flag does not have the documented shape
  | 'BAD_QUERY' // the written form of a filter cannot be read
  | 'UNKNOWN_METHOD'
  | 'FORBIDDEN' // sender, token, Host or Origin refused
  | 'CANCELLED'
  | 'NO_WORKSPACE' // a call that needs an open workspace came before one was opened
  | 'WORKSPACE_MISSING'
  | 'WORKSPACE_BUSY' // another Trailglass has it open
  | 'WORKSPACE_NEWER' // written by a later version
  | 'WORKSPACE_OLDER' // of an earlier format, on a connection that may not bring it up to date
  | 'WORKSPACE_FOREIGN' // a file, but not one of ours
  | 'WORKSPACE_DAMAGED'
  | 'FILE_MISSING'
  | 'FILE_UNREADABLE'
  | 'FILE_EMPTY'
  | 'FILE_BINARY'
  | 'FILE_EXISTS'
  | 'NOT_A_LOG' // nothing in the file or folder can be read as records
  | 'UNKNOWN_PROFILE'
  | 'UNKNOWN_FIELD'
  | 'UNKNOWN_EVENT'
  | 'UNKNOWN_SOURCE'
  | 'UNKNOWN_HANDLE'
  | 'CHANGED' // events were added while something was read that has to be of one moment
  | 'DATE_ORDER_AMBIGUOUS'
  | 'BAD_MAPPING' // a mapping or profile file that is not one, with the place in it
  | 'BAD_VIEW' // a file that is no saved view, with the place in it
  | 'VIEW_EXISTS' // another saved view has this name
  | 'UNKNOWN_VIEW'
  | 'ARCHIVE_REFUSED' // an archive that unpacks to too much, lies about its names, or holds archives
  | 'DISK_FULL'
  | 'DISK_ERROR'
  | 'ENGINE_LOST' // the process or connection behind the call went away
  | 'INTERNAL';

/** What crosses a boundary when a call fails. `details` is plain JSON: file, line, column, position, … */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The one error class of the product. `message` is one line: what, where, what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details?: Readonly<Record<string, unknown>>,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Turns anything thrown into the wire shape; what is not an {@link AppError} becomes `INTERNAL`. */
export function toWireError(error: unknown): WireError {
  if (error instanceof AppError) {
    return error.details === undefined
      ? { code: error.code, message: error.message }
      : { code: error.code, message: error.message, details: error.details };
  }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

/** Inverse of {@link toWireError}. */
export function fromWireError(wire: WireError): AppError {
  return new AppError(wire.code, wire.message, wire.details);
}
