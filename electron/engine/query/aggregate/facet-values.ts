import type { FacetValue, FacetValues, FacetValuesArg } from '../../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns, LoadedTexts, Matches } from '../loaded-columns.ts';
import { foldCase } from '../text-match.ts';
import { actorNames } from './actor-names.ts';
import { keyOf } from './breakdown-groups.ts';
import { firstGroups } from './first-groups.ts';
import { type GroupField, type GroupNames, groupField } from './group-field.ts';
import { eventsOf } from './group-sums.ts';
import { groupTable } from './group-table.ts';
import { groupValues } from './group-values.ts';
import { forEachStretch } from './matched-positions.ts';
import { addUp } from './one-pass.ts';

/** What is asked of a value list. */
export type FacetQuestion = Pick<FacetValuesArg, 'field' | 'search' | 'limit'>;

/** Nothing is summed. */
const NO_MEASURES = { measures: [], lanes: 0 };

/** How many texts are compared between two looks at the checkpoint. */
const COMPARED_AT_ONCE = 10_000;

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
  const found = arg.search === '' ? codes : searched(columns, matches, field, codes, arg.search, checkpoint);
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

/** The codes whose value or label holds a text. */
function searched(
  columns: LoadedColumns,
  matches: Matches,
  field: GroupField,
  codes: Uint32Array,
  search: string,
  checkpoint: Checkpoint,
): Uint32Array {
  const needle = foldCase(search);
  const holds = (text: string | null) => text !== null && foldCase(text).includes(needle);
  const byActor =
    field.ref === 'actor' ? actorsFound(columns, matches, field.size, holds, checkpoint) : new Uint8Array();
  return codes.filter((code, place) => {
    if (place % COMPARED_AT_ONCE === 0) checkpoint.throwIfCancelled();
    return byActor[code] === 1 || holds(field.key(code)) || holds(field.label(code));
  });
}

/** Marks the actors of which a matching event has a name, id or e-mail address that is wanted. */
function actorsFound(
  columns: LoadedColumns,
  matches: Matches,
  size: number,
  wanted: (text: string) => boolean,
  checkpoint: Checkpoint,
): Uint8Array {
  const found = new Uint8Array(size + 1);
  const actors = columns.texts('actor');
  for (const name of ['actorName', 'actorId', 'actorEmail'] as const) {
    const column = columns.texts(name);
    if (actors === null || column === null) continue;
    const marks = wantedCodes(column, wanted, checkpoint);
    if (!marks.includes(1)) continue;
    forEachStretch(columns.count, matches, checkpoint, (positions, count) => {
      for (let i = 0; i < count; i += 1) {
        const position = positions[i] ?? 0;
        if (marks[column.codes[position] ?? 0] === 1) found[actors.codes[position] ?? 0] = 1;
      }
    });
  }
  // Events without an actor are one group, whatever names they carry.
  found[0] = 0;
  return found;
}

function wantedCodes(
  column: LoadedTexts,
  wanted: (text: string) => boolean,
  checkpoint: Checkpoint,
): Uint8Array {
  const marks = new Uint8Array(column.size + 1);
  for (let code = 1; code <= column.size; code += 1) {
    if (code % COMPARED_AT_ONCE === 0) checkpoint.throwIfCancelled();
    if (wanted(column.text(code))) marks[code] = 1;
  }
  return marks;
}
