import { storedIdentities } from '../import/dedupe/stored-records.ts';
import type { LoadedColumns } from '../query/loaded-columns.ts';
import { withdrawnSources } from '../store/withdrawals.ts';
import type { Workspace } from '../store/workspace.ts';

/**
 * Events that are occurrences of one record: identical lines of a file are events of their own, and whatever repeats
 * them later names the first of them.
 * @param first positions of first occurrences
 * @returns for each, the positions of all its occurrences, ascending
 */
export function occurrencesOf(
  ws: Workspace,
  columns: LoadedColumns,
  first: ReadonlySet<number>,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  if (first.size === 0) return found;
  const leftOut = new Set(withdrawnSources(ws).keys());
  /** Of each identity the lists that its further occurrences belong to. */
  const byIdentity = new Map<string, number[][]>();
  for (const { firstEvent, identities } of storedIdentities(ws, 0, leftOut)) {
    for (let row = 0; row < identities.length / 2; row += 1) {
      const position = columns.positionOf(firstEvent + row);
      if (position < 0) continue;
      const key = `${identities[row * 2]} ${identities[row * 2 + 1]}`;
      const lists = byIdentity.get(key);
      for (const list of lists ?? []) list.push(position);
      if (!first.has(position)) continue;
      const occurrences = [position];
      found.set(position, occurrences);
      if (lists === undefined) byIdentity.set(key, [occurrences]);
      else lists.push(occurrences);
    }
  }
  return found;
}
