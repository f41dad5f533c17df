import { type FieldRef, parseFieldRef } from '../../../shared/domain/field-ref.ts';
import { FIELD_NAMES, type FieldKind, fieldSpec } from '../../../shared/domain/fields.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ColumnName } from '../columns/column.ts';
import type { ExtraNames } from './extra-names.ts';

/** What a field reference is in the column index. */
export interface FieldColumn {
  readonly ref: FieldRef;
  /** `source` is compared by id; `extra` holds text that may be a number; `id` is the event's own. */
  readonly kind: FieldKind | 'source' | 'extra' | 'id';
  readonly label: string;
  /** Its column; null for `id`, and for an extra column that the workspace does not have. */
  readonly name: ColumnName | null;
}

/** The names a workspace knows: the fields, and the extra columns of its files. */
export interface FieldColumns {
  /** @throws UNKNOWN_FIELD */
  resolve(ref: FieldRef): FieldColumn;
  /** Like `resolve`, for a column that must exist even when it is written `extra.<name>`. */
  require(ref: FieldRef): FieldColumn;
}

/** The columns of a workspace with these extra columns. Pure. */
export function fieldColumns(extraNames: ExtraNames): FieldColumns {
  const ids = new Map([...extraNames].map(([id, name]) => [name, id]));
  const resolve = (ref: FieldRef, mustExist: boolean): FieldColumn => {
    const target = parseFieldRef(ref);
    switch (target.kind) {
      case 'field': {
        const { kind, label } = fieldSpec(target.name);
        return { ref, kind, label, name: target.name };
      }
      case 'id':
        return { ref, kind: 'id', label: 'Event', name: null };
      case 'source':
        return { ref, kind: 'source', label: 'Source', name: 'source' };
      case 'extra': {
        const id = ids.get(target.column);
        const { column } = target;
        if (id === undefined && (mustExist || ref === column)) throw unknownField(ref, [...ids.keys()]);
        return { ref, kind: 'extra', label: column, name: id === undefined ? null : `c${id}` };
      }
    }
  };
  return { resolve: (ref) => resolve(ref, false), require: (ref) => resolve(ref, true) };
}

/** The refusal of a name that nothing has, with what may have been meant. */
export function unknownField(ref: FieldRef, columns: readonly string[]): AppError {
  const lower = ref.toLowerCase();
  const near = [...FIELD_NAMES, ...columns].find((name) => isNear(name.toLowerCase(), lower));
  const hint = near === undefined ? 'Check its spelling.' : `Did you mean ${near}?`;
  return new AppError('UNKNOWN_FIELD', `No field or column of this workspace is called "${ref}". ${hint}`, {
    field: ref,
  });
}

/** Whether two names differ by one letter or one is the start of the other. */
function isNear(name: string, wanted: string): boolean {
  if (name === wanted || (wanted.length > 2 && (name.startsWith(wanted) || wanted.startsWith(name))))
    return true;
  if (Math.abs(name.length - wanted.length) > 1) return false;
  let start = 0;
  while (start < name.length && name[start] === wanted[start]) start += 1;
  const rest = [name.slice(start), wanted.slice(start)] as const;
  return (
    rest[0].slice(1) === rest[1].slice(1) || rest[0].slice(1) === rest[1] || rest[0] === rest[1].slice(1)
  );
}
