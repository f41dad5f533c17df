import { FIELD_NAMES, type FieldName, fieldSpec, isFieldName } from '../../../../shared/domain/fields.ts';
import { PLACE_NAMES, type PlaceName } from '../../columns/column.ts';

/** A column of the table `event_data`, but for its id. */
export type RowColumn = 'source' | PlaceName | FieldName | 'extra';

/** Fields that events of usage have none of; behind the others, so that their records end before them. */
const RARE: readonly FieldName[] = [
  'actorId',
  'action',
  'resourceKind',
  'verb',
  'category',
  'resource',
  'resourceType',
  'outcome',
  'ip',
  'userAgent',
  'detail',
  'changes',
];

/** Columns of `event_data` behind `id`, in table order. A stored row ends with its last value: what follows is NULL. */
export const ROW_COLUMNS: readonly RowColumn[] = [
  'source',
  ...PLACE_NAMES,
  ...FIELD_NAMES.filter((name) => !RARE.includes(name)),
  ...RARE,
  'extra',
];

/** Whether a column holds texts: as ids of `value`, or themselves. */
export function holdsTexts(name: RowColumn): boolean {
  if (name === 'extra') return true;
  if (!isFieldName(name)) return false;
  const { kind } = fieldSpec(name);
  return kind === 'text' || kind === 'json';
}
