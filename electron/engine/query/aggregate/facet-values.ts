import type { FacetValue, FacetValues, FacetValuesArg } from '../../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { actorNames } from './actor-names.ts';
import { keyOf } from './breakdown-groups.ts';
import { firstGroups } from './first-groups.ts';
import { type GroupNames, groupField } from './group-field.ts';
import { searchedGroups } from './group-search.ts';
import { eventsOf } from './group-sums.ts';
import { groupTable } from './group-table.ts';
import { groupValues } from './group-values.ts';
import { addUp } from './one-pass.ts';

/** What is asked of a value list. */
export type FacetQuestion = Pick<FacetValuesArg, 'field' | 'search' | 'limit'>;

/** Nothing is summed. */
const NO_MEASURES = { measures: [], lanes: 0 };

/**
 * The values of a field among the matching events, most frequent first, ties by value. `search` keeps those whose
 * value or label holds it, ignoring case; an actor is found by its name, id and e-mail address as well. `total` counts
 * all that are kept.
 * @throws BAD_ARGUMENT for a field that has no groups, UNKNOWN_FIELD, CANCELLED
 */
export function aggregateFacetValues(
  columns: LoadedColumns,
  matches: Matches,
  arg: FacetQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): FacetValues {
  const field = groupField(columns, arg.field, names);
  const table = groupTable([keyOf(field)], NO_MEASURES, []);
  addUp(columns, matches, NO_MEASURES, { tables: [table], seen: [], time: null }, checkpoint);
  const { codes, values } = groupValues(table, 'events');
  const all = { codes, labelOf: field.label };
  const found =
    arg.search === '' ? codes : searchedGroups(columns, matches, field, all, arg.search, checkpoint);
  const events = found === codes ? values : Float64Array.from(found, (code) => eventsOf(table, code));
  const first = firstGroups(field, found, events, arg.limit);
  const labels =
    arg.field === 'actor' ? actorNames(columns, matches, first, checkpoint) : new Map<number, string>();
  return {
    field: arg.field,
    total: found.length,
    values: first.map((code): FacetValue => {
      const label = (code === 0 ? undefined : labels.get(code)) ?? field.label(code);
      return { value: field.key(code), label, events: eventsOf(table, code) };
    }),
  };
}
