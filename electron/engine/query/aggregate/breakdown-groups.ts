import type { Breakdown, BreakdownArg, Costs, Group } from '../../../../shared/api/contract.ts';
import type { GroupField } from './group-field.ts';
import { allSums, eventsOf, type GroupSums } from './group-sums.ts';
import { type GroupTable, groupTable, type TableKey } from './group-table.ts';
import type { TimesOfGroup } from './group-times.ts';
import type { LanePlan } from './measure-lanes.ts';
import { summedFor } from './summed-fields.ts';

/** What is asked of a breakdown. */
export type BreakdownQuestion = Pick<
  BreakdownArg,
  'by' | 'measure' | 'order' | 'search' | 'limit' | 'offset' | 'withoutOwn' | 'times' | 'currency'
>;

/** A question with its field, and the sums of its groups. */
export interface AskedBreakdown {
  readonly question: BreakdownQuestion;
  readonly field: GroupField;
}

/** Groups whose sums of all measures may take much room: beyond this, all groups are only ranked at first. */
const MANY_GROUPS = 50_000;

/** Whether a field has so many values that only the groups that are shown get all their sums. */
export function isLarge({ field: { size }, question: { limit } }: AskedBreakdown): boolean {
  return size > MANY_GROUPS && limit < size / 4;
}

/** A field as the key of a table. */
export function keyOf({ codes, size }: GroupField): TableKey {
  return { codes, groups: size + 1, slots: null };
}

/** A table that ranks the groups of a large field: their events and the measure. */
export function rankTable({ field, question }: AskedBreakdown, plan: LanePlan): GroupTable {
  return groupTable([keyOf(field)], plan, summedFor(question.measure));
}

/** The groups to show, in their order, out of so many. */
export interface ShownGroups {
  readonly codes: readonly number[];
  readonly total: number;
}

/** Some groups of a field as a key, each by its place + 1; the others are group 0. */
export function shownKey({ codes, size }: GroupField, shown: ShownGroups): TableKey {
  const slots = new Uint32Array(size + 1);
  for (const [place, code] of shown.codes.entries()) slots[code] = place + 1;
  return { codes, groups: shown.codes.length + 1, slots };
}

/** What is told of a shown group beside its sums. */
export type MoreFigures = Costs & Partial<TimesOfGroup> & Pick<Group, 'actorKind'>;

/**
 * The answer.
 * @param groupOf the group of `sums` that a shown group is, by its code and its place among the shown
 * @param more what is told of a shown group besides, by its place
 */
export function breakdownOf(
  { question: { by, measure, order }, field }: AskedBreakdown,
  { codes, total }: ShownGroups,
  sums: GroupSums,
  groupOf: (code: number, place: number) => number,
  names: ReadonlyMap<number, string>,
  more: (place: number) => MoreFigures,
): Breakdown {
  const groups = codes.map((code, place): Group => {
    const group = groupOf(code, place);
    const label = (code === 0 ? undefined : names.get(code)) ?? field.label(code);
    const events = eventsOf(sums, group);
    return { key: field.key(code), label, events, ...allSums(sums, group), ...more(place) };
  });
  return { by, measure, ...(order === undefined ? {} : { order }), total, groups };
}
