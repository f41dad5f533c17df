import type { Clause } from '../../shared/filter/filter.ts';
import { parseWritten } from '../../shared/filter/written.ts';
import { asAppError } from '../engine/as-app-error.ts';

/** A query that cannot be read, and where. */
export interface QueryProblem {
  readonly message: string;
  /** Place and length of what is wrong, in UTF-16 units. */
  readonly position: number;
  readonly length: number;
}

export type ReadQuery =
  | { readonly ok: true; readonly clauses: readonly Clause[] }
  | { readonly ok: false; readonly problem: QueryProblem };

/** Reads the written form; a mistake is a result here, because it is shown while typing. */
export function readQuery(text: string): ReadQuery {
  try {
    return { ok: true, clauses: parseWritten(text) };
  } catch (error) {
    const { message, details } = asAppError(error);
    return {
      ok: false,
      problem: {
        message,
        position: numberOf(details?.['position'], 0),
        length: Math.max(1, numberOf(details?.['length'], text.length)),
      },
    };
  }
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
