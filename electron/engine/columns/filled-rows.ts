import { BIG_NULL, type Column, numberNull } from './column.ts';

/** Rows of a column that have a value. */
export function filledRows(column: Column): number {
  let filled = 0;
  switch (column.kind) {
    case 'dictionary':
      for (const code of column.codes) if (code !== 0) filled += 1;
      return filled;
    case 'text':
      if (column.nulls === null) return column.ends.length;
      for (const isNull of column.nulls) if (isNull === 0) filled += 1;
      return filled;
    case 'big':
      for (const value of column.values) if (value !== BIG_NULL) filled += 1;
      return filled;
    case 'number': {
      const none = numberNull(column.values);
      for (const value of column.values) if (value !== none && !Number.isNaN(value)) filled += 1;
      return filled;
    }
  }
}
