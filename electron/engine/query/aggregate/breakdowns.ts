import type { Breakdown } from '../../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { actorKinds, actorNames } from './actor-names.ts';
import {
  type AskedBreakdown,
  type BreakdownQuestion,
  breakdownOf,
  isLarge,
  keyOf,
  type MoreFigures,
  rankTable,
  type ShownGroups,
  shownKey,
} from './breakdown-groups.ts';
import { type AskedCosts, statedCurrency } from './cost-currencies.ts';
import { costsByCurrency, costsInOne } from './group-costs.ts';
import { type GroupNames, groupField } from './group-field.ts';
import { shownGroups } from './group-order.ts';
import type { GroupSums } from './group-sums.ts';
import { combineKeys, type GroupTable, groupTable, sumsOfKey, type TableKey } from './group-table.ts';
import { groupTimes } from './group-times.ts';
import type { LanePlan } from './measure-lanes.ts';
import { addUp } from './one-pass.ts';
import { SUMMED } from './summed-fields.ts';

/** Breakdowns with the tables that the pass over the events fills for them. */
export interface PreparedBreakdowns {
  readonly asked: readonly AskedBreakdown[];
  readonly names: GroupNames;
  /** Fields whose groups get all their sums in the pass. */
  readonly direct: ReadonlyMap<string, TableKey>;
  /** Tables of their combinations; the first has every event. */
  readonly combined: readonly GroupTable[];
  /** Tables that rank the groups of large fields, by their place among the asked. */
  readonly ranking: ReadonlyMap<number, GroupTable>;
}

/**
 * Prepares breakdowns.
 * @param alongside further keys to add up by
 * @throws BAD_ARGUMENT, UNKNOWN_FIELD as `groupField` does
 */
export function prepareBreakdowns(
  columns: LoadedColumns,
  questions: readonly BreakdownQuestion[],
  names: GroupNames,
  plan: LanePlan,
  alongside: readonly (readonly [name: string, key: TableKey])[],
): PreparedBreakdowns {
  const direct = new Map<string, TableKey>(alongside);
  const ranking = new Map<number, GroupTable>();
  const asked = questions.map((question, place): AskedBreakdown => {
    const one = { question, field: groupField(columns, question.by, names) };
    if (isLarge(one)) ranking.set(place, rankTable(one, plan));
    else if (!direct.has(question.by)) direct.set(question.by, keyOf(one.field));
    return one;
  });
  const keys = [...direct.values()];
  const combined = combineKeys(keys, plan).map((members) => {
    const together = members.flatMap((at) => keys[at] ?? []);
    return groupTable(together, plan, SUMMED);
  });
  return { asked, names, direct, combined, ranking };
}

/** All tables that the pass has to fill. */
export function tablesOf({ combined, ranking }: PreparedBreakdowns): GroupTable[] {
  return [...combined, ...ranking.values()];
}

/** The groups of each field after the pass; of large fields not all sums are there, but the events are. */
export function sumsByField({
  asked,
  direct,
  combined,
  ranking,
}: PreparedBreakdowns): Map<string, GroupSums> {
  const sums = new Map<string, GroupSums>();
  for (const [place, table] of ranking) sums.set(asked[place]?.question.by ?? '', table);
  for (const [by, key] of direct) {
    const table = combined.find(({ keys }) => keys.includes(key));
    if (table !== undefined) sums.set(by, sumsOfKey(table, table.keys.indexOf(key)));
  }
  return sums;
}

interface Shown {
  readonly one: AskedBreakdown;
  readonly shown: ShownGroups;
  /** All sums of the shown groups of a large field, in a second pass; null when they are known. */
  readonly table: GroupTable | null;
}

/**
 * The answers, after the pass; large fields take one more for the groups they show.
 * @throws CANCELLED
 */
export function answerBreakdowns(
  costs: AskedCosts,
  matches: Matches,
  plan: LanePlan,
  { asked, names, ranking }: PreparedBreakdowns,
  sums: ReadonlyMap<string, GroupSums>,
  checkpoint: Checkpoint,
): Breakdown[] {
  const of = { columns: costs.whole, matches, names };
  const all = asked.map((one, place): Shown => {
    const ranked = ranking.get(place);
    const totals = ranked ?? sums.get(one.question.by);
    const shown = totals === undefined ? { codes: [], total: 0 } : shownGroups(of, one, totals, checkpoint);
    if (ranked === undefined) return { one, shown, table: null };
    return { one, shown, table: groupTable([shownKey(one.field, shown)], plan, SUMMED) };
  });
  const tables = all.flatMap(({ table }) => table ?? []);
  if (tables.length > 0) addUp(costs.columns, matches, plan, { tables, seen: [], time: null }, checkpoint);
  const more = moreFigures(costs, matches, all, checkpoint);
  const actors = all.flatMap(({ one, shown }) => (one.question.by === 'actor' ? shown.codes : []));
  const labels = actorNames(costs.whole, matches, [...new Set(actors)], checkpoint);
  return all.flatMap(({ one, shown, table }, at) => {
    const totals = table ?? sums.get(one.question.by);
    if (totals === undefined) return [];
    const groupOf = (code: number, place: number) => (table === null ? code : place + 1);
    const moreOf = (place: number): MoreFigures => ({
      ...costsInOne(costs, totals, groupOf(shown.codes[place] ?? 0, place)),
      ...more[at]?.(place),
    });
    const shownNames = one.question.by === 'actor' ? labels : NO_NAMES;
    const stated = statedCurrency(costs, one.question.measure);
    return [{ ...breakdownOf(one, shown, totals, groupOf, shownNames, moreOf), ...stated }];
  });
}

/** By the place of the breakdown: what takes passes of its own and only some questions ask for. */
function moreFigures(
  costs: AskedCosts,
  matches: Matches,
  all: readonly Shown[],
  checkpoint: Checkpoint,
): ((place: number) => Partial<MoreFigures>)[] {
  const keysOf = (some: readonly Shown[]) => some.map(({ one, shown }) => shownKey(one.field, shown));
  const several = costs.currencies.length > 1;
  const byCurrency = several ? costsByCurrency(costs, matches, keysOf(all), checkpoint) : [];
  const isTimed = ({ one }: Shown) => one.question.times === true;
  const timed = groupTimes(costs.whole, matches, keysOf(all.filter(isTimed)), checkpoint).values();
  const kindsOf = ({ one, shown }: Shown) =>
    one.question.by === 'actor' ? actorKinds(costs.whole, matches, shown.codes, checkpoint) : null;
  return all.map((shown, at) => {
    const [costsOf, timesOf] = [byCurrency[at], isTimed(shown) ? timed.next().value : undefined];
    const kinds = isTimed(shown) ? kindsOf(shown) : null;
    return (place) => {
      // Where no event has a value, all are group 0.
      const group = shown.one.field.codes === null ? 0 : place + 1;
      const code = shown.shown.codes[place] ?? 0;
      const kind = kinds === null ? {} : { actorKind: (code === 0 ? null : kinds.get(code)) ?? null };
      return { ...costsOf?.(group), ...timesOf?.(group), ...kind };
    };
  });
}

const NO_NAMES: ReadonlyMap<number, string> = new Map();
