import type { ImportOptions } from '../../shared/api/contract.ts';
import type { PreviewColumn } from '../../shared/domain/import-preview.ts';
import type { Input } from '../../shared/domain/inputs.ts';

/**
 * The fields once a column fills another input, or none. The column leaves the input it filled, and the input leaves
 * the columns that filled it; everything else stays as the preview shows it.
 */
export function assignColumn(
  fields: ImportOptions['fields'],
  columns: readonly Pick<PreviewColumn, 'name' | 'input'>[],
  name: string,
  input: Input | null,
): ImportOptions['fields'] {
  const before = columns.find((column) => column.name === name)?.input ?? null;
  if (before === input) return fields;
  const next = { ...fields };
  if (before !== null) {
    next[before] = columns.filter((column) => column.input === before && column.name !== name).map(nameOf);
  }
  if (input !== null) next[input] = [name];
  return next;
}

function nameOf({ name }: Pick<PreviewColumn, 'name'>): string {
  return name;
}
