import type { ColumnInfo } from '../../../shared/api/contract.ts';
import { extraRef, parseFieldRef } from '../../../shared/domain/field-ref.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';

/** What an export writes, and under which names. */
export interface ExportColumns {
  /** Fields that have values, in the order of the field table. */
  readonly fields: readonly FieldName[];
  /** Extra columns, each with the name it is written under: its own, unless that is taken. */
  readonly extras: readonly { readonly column: string; readonly header: string }[];
  /** Whether anything changed, so that BEFORE and AFTER columns are worth their place. */
  readonly hasChanges: boolean;
}

/** Names of columns that are not fields. */
export const ID = 'id';
export const SOURCE = 'source';
export const BEFORE = 'before';
export const AFTER = 'after';

/** Headers are the names of the fields, which the importer knows again. */
export function exportColumns(columns: readonly ColumnInfo[]): ExportColumns {
  const fields: FieldName[] = [];
  const named: string[] = [];
  for (const { ref } of columns) {
    const target = parseFieldRef(ref);
    if (target.kind === 'field') fields.push(target.name);
    if (target.kind === 'extra') named.push(target.column);
  }
  const hasChanges = fields.includes('changes');
  const taken = new Set<string>([ID, SOURCE, BEFORE, AFTER, ...fields]);
  const extras = named.map((column) => {
    let header = column;
    while (taken.has(header)) header = extraRef(header);
    taken.add(header);
    return { column, header };
  });
  return { fields, extras, hasChanges };
}
