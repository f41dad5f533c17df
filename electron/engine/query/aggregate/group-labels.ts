import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { actorNames } from './actor-names.ts';
import type { GroupField, GroupNames } from './group-field.ts';

/**
 * How groups are shown: actors under the name that their events have, else under the one that is known of their id or
 * address.
 * @param codes groups of the field
 * @throws CANCELLED
 */
export function groupLabels(
  columns: LoadedColumns,
  matches: Matches,
  field: GroupField,
  codes: Uint32Array,
  names: GroupNames,
  checkpoint: Checkpoint,
): (code: number) => string {
  if (field.ref !== 'actor') return field.label;
  const own = actorNames(columns, matches, [...codes], checkpoint);
  const shown = (code: number): string => (code === 0 ? undefined : own.get(code)) ?? field.label(code);
  checkpoint.throwIfCancelled();
  const nameless = Array.from(codes).flatMap((code) => {
    const key = field.key(code);
    return key !== null && shown(code) === key ? [key] : [];
  });
  checkpoint.throwIfCancelled();
  const known = names.knownActors?.(nameless, checkpoint);
  if (known === undefined) return shown;
  return (code) => {
    const label = shown(code);
    return (label === field.key(code) ? known.get(label) : null) ?? label;
  };
}
