import { hash } from 'node:crypto';
import type { Column, EncodedColumn } from './column.ts';
import { encodeColumn } from './column-codec.ts';
import { filledRows } from './filled-rows.ts';
import { assertIntact, numberColumn } from './number-column.ts';

/** What the index stores of a column: as it came with it, else made now. */
export function encodedColumn(column: Column): EncodedColumn {
  if (column.encoded !== undefined) return column.encoded;
  if (column.kind === 'number') assertIntact(column);
  const bytes = encodeColumn(column);
  return { bytes, sha256: hash('sha256', bytes, 'hex'), filled: filledRows(column) };
}

/** The same column with its bytes for the index, so that the thread that stores it need not make them. */
export function withEncoded(column: Column): Column {
  const encoded = encodedColumn(column);
  if (column.kind !== 'number') return { ...column, encoded };
  return numberColumn(column.values, column.base, column.scale, encoded);
}
