import { fieldSpec } from '../../../shared/domain/fields.ts';
import type { ExportColumns } from './export-columns.ts';
import { ID, SOURCE } from './export-columns.ts';
import { nested } from './json-writer.ts';
import type { CellFormat, RowFormat } from './row-format.ts';

/**
 * The rows of `jsonLinesWriter` and `jsonWriter`, from columns. Only for workspaces without extra columns: each event
 * writes those in the order of its own file.
 * @param begin what stands before a row
 * @param end what stands behind it
 */
export function jsonRows({ fields }: ExportColumns, begin: string, end: string): RowFormat {
  const cells: CellFormat[] = [
    { ...TEXT, before: `${begin}{"${ID}":`, column: 'id', kind: 'integer' },
    { ...TEXT, before: `,"${SOURCE}":`, column: 'source', kind: 'source' },
  ];
  for (const name of fields) {
    const { kind } = fieldSpec(name);
    const before = `,"${name}":`;
    if (kind === 'json') cells.push({ ...TEXT, before, column: name, cell: nested });
    else cells.push({ ...TEXT, before, column: name, kind });
  }
  return { cells, end: `}${end}`, absent: 'null' };
}

const TEXT: Omit<CellFormat, 'column' | 'before'> = {
  kind: 'text',
  quote: '"',
  cell: (text) => JSON.stringify(text),
  addBytes: null,
};
