import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { type AskedBreakdown, keyOf, type ShownGroups } from './breakdown-groups.ts';
import { firstGroups, firstInOrder } from './first-groups.ts';
import type { GroupNames } from './group-field.ts';
import { groupLabels } from './group-labels.ts';
import { searchedGroups } from './group-search.ts';
import type { GroupSums } from './group-sums.ts';
import { groupExtents } from './group-times.ts';
import { groupValues } from './group-values.ts';

/** Labels as people sort them: `m2` before `M10`. */
const LABELS = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Labels compared between two looks at the checkpoint. */
const COMPARED_AT_ONCE = 10_000;

/** The events that groups are of, and what their names are taken from. */
export interface GroupedEvents {
  readonly columns: LoadedColumns;
  readonly matches: Matches;
  readonly names: GroupNames;
}

/**
 * The groups of a breakdown that are shown: those that the search leaves, in the order that was asked for, from the
 * offset on.
 * @throws CANCELLED
 */
export function shownGroups(
  of: GroupedEvents,
  asked: AskedBreakdown,
  sums: GroupSums,
  checkpoint: Checkpoint,
): ShownGroups {
  const { field, question } = asked;
  const { columns, matches, names } = of;
  const { search = '', order, offset = 0, limit } = question;
  const all = groupValues(sums, question.measure);
  const by = order?.by ?? 'measure';
  const labelOf =
    search !== '' || by === 'label'
      ? groupLabels(columns, matches, field, all.codes, names, checkpoint)
      : field.label;
  const codes =
    search === ''
      ? all.codes
      : searchedGroups(columns, matches, field, { codes: all.codes, labelOf }, search, checkpoint);
  const isDescending = order?.descending ?? true;
  const first =
    by === 'label'
      ? byLabel(asked, codes, labelOf, isDescending, checkpoint)
      : firstGroups(field, codes, valuesOf(by), offset + limit, isDescending);
  return { codes: first.slice(offset, offset + limit), total: codes.length };

  function valuesOf(figure: 'measure' | 'firstTime' | 'lastTime' | 'balance'): Float64Array {
    if (figure === 'measure') return codes === all.codes ? all.values : valuesAt(all, codes);
    const [extent] = groupExtents(columns, matches, [keyOf(field)], checkpoint);
    return Float64Array.from(codes, (code) => extent?.[figure](code) ?? Number.NaN);
  }
}

/** Values of some of the groups, which are ascending as all of them are. */
function valuesAt({ codes, values }: { codes: Uint32Array; values: Float64Array }, some: Uint32Array) {
  let at = 0;
  return Float64Array.from(some, (code) => {
    while (codes[at] !== code) at += 1;
    return values[at] ?? Number.NaN;
  });
}

function byLabel(
  { field, question: { offset = 0, limit } }: AskedBreakdown,
  codes: Uint32Array,
  labelOf: (code: number) => string,
  isDescending: boolean,
  checkpoint: Checkpoint,
): number[] {
  const labels = Array.from(codes, labelOf);
  const way = isDescending ? -1 : 1;
  let compared = 0;
  return firstInOrder(field, codes, offset + limit, (a, b) => {
    compared += 1;
    if (compared % COMPARED_AT_ONCE === 0) checkpoint.throwIfCancelled();
    const isNone = Number(codes[a] === 0) - Number(codes[b] === 0);
    return isNone || LABELS.compare(labels[a] ?? '', labels[b] ?? '') * way;
  });
}
