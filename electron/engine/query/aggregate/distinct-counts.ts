import type { Codes } from '../../columns/column.ts';

/** Which texts of a column occur among some events: a mark at every code. */
export interface SeenCodes {
  readonly codes: Codes;
  readonly seen: Uint8Array;
}

/** Nothing seen yet of a column of so many distinct texts. */
export function seenCodes({ codes, size }: { readonly codes: Codes; readonly size: number }): SeenCodes {
  return { codes, seen: new Uint8Array(size + 1) };
}

/** How many distinct texts were seen; without a value is none. */
export function distinctSeen({ seen }: SeenCodes): number {
  let distinct = 0;
  for (let code = 1; code < seen.length; code += 1) distinct += seen[code] ?? 0;
  return distinct;
}
