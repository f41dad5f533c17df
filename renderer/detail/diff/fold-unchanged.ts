import type { ValueRow } from './value-rows.ts';

/** Rows of a diff as they are shown: one by one, or those in a row that did not change as one. */
export type DiffPart =
  | { readonly kind: 'row'; readonly row: ValueRow }
  | { readonly kind: 'folded'; readonly rows: readonly ValueRow[] };

/** Folds what did not change. Where nothing did, the rows stay: someone recorded that it was set anew. */
export function foldUnchanged(rows: readonly ValueRow[]): DiffPart[] {
  if (rows.length === 1) return rows.map((row) => ({ kind: 'row', row }));
  const parts: DiffPart[] = [];
  let same: ValueRow[] = [];
  const close = (): void => {
    if (same.length > 0) parts.push({ kind: 'folded', rows: same });
    same = [];
  };
  for (const row of rows) {
    if (row.kind === 'same') {
      same.push(row);
      continue;
    }
    close();
    parts.push({ kind: 'row', row });
  }
  close();
  return parts;
}
