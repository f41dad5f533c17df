import { bareVerbType } from '../../shared/catalogue/bare-verbs.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import { FIELDS, type FieldKind, isFieldName, ORDERED_KINDS } from '../../shared/domain/fields.ts';
import { addClause, excludeValue, includeValue } from '../../shared/filter/edit.ts';
import type { Clause } from '../../shared/filter/filter.ts';
import type { FilterEdit } from '../state/filter-store.ts';
import { cellValue, facetKey } from './cell-value.ts';

/** The two edits a cell offers: keep events like this one, or leave them out. */
export interface CellFilters {
  readonly keep: FilterEdit;
  readonly leaveOut: FilterEdit;
}

/** What a cell can be filtered by; null where equality means nothing (JSON, and times, which have windows). */
export function cellFilters(row: EventRow, ref: string): CellFilters | null {
  const kind: FieldKind = isFieldName(ref) ? FIELDS[ref].kind : ref === 'id' ? 'integer' : 'text';
  const value = cellValue(row, ref);
  if (kind === 'json' || (kind === 'instant' && value !== null)) return null;
  const type = ref === 'action' && row.action !== null ? bareVerbType(row.action, row.resourceType) : null;
  if (row.action !== null && type !== null) return bareVerbFilters(row.action, type);
  if (ORDERED_KINDS.has(kind) && typeof value === 'number') return numberFilters(ref, value);
  const key = facetKey(value);
  return {
    keep: (filter) => includeValue(filter, ref, key),
    leaveOut: (filter) => excludeValue(filter, ref, key),
  };
}

/** A bare verb is an action together with its resource type only. */
function bareVerbFilters(action: string, type: string): CellFilters {
  const both: Clause[] = [
    { kind: 'facet', field: 'action', include: [action], exclude: [] },
    { kind: 'facet', field: 'resourceType', include: [type], exclude: [] },
  ];
  return {
    keep: (filter) => includeValue(includeValue(filter, 'action', action), 'resourceType', type),
    leaveOut: (filter) => addClause(filter, { kind: 'group', op: 'not', clauses: both }),
  };
}

function numberFilters(field: string, value: number): CellFilters {
  const bound = { value, inclusive: true };
  const equal: Clause = { kind: 'range', field, min: bound, max: bound };
  return {
    keep: (filter) => addClause(filter, equal),
    leaveOut: (filter) => addClause(filter, { kind: 'group', op: 'not', clauses: [equal] }),
  };
}
