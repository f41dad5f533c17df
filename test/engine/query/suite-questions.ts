import { AppError } from '../../../shared/errors.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { parseWritten } from '../../../shared/filter/written.ts';

/* Short ways to ask, for what every query engine answers. */

/** µs UTC. */
export const at = (iso: string): number => Date.parse(iso) * 1_000;
/** The filter of a query. */
export const where = (written: string): Filter => ({
  ...EMPTY_FILTER,
  chips: parseWritten(written).map((clause) => ({ clause, off: false })),
});
/** The code a question is refused with; `none` when it is answered. */
export const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'none';
};
