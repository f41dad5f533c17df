import type { Costs, CurrencyCost } from '../../../../shared/api/contract.ts';
import type { Checkpoint, Matches } from '../loaded-columns.ts';
import { type AskedCosts, COSTS, type Currency } from './cost-currencies.ts';
import { compareKeys } from './group-field.ts';
import { eventsOf, type GroupSums, measureOf } from './group-sums.ts';
import { type GroupTable, groupTable, type TableKey } from './group-table.ts';
import { forEachStretch } from './matched-positions.ts';
import { lanePlan } from './measure-lanes.ts';
import { addUp } from './one-pass.ts';

/** The costs of groups of events, by their place. */
export type CostsOf = (place: number) => Costs;

/** The costs of groups whose costs are all in one currency. */
export function costsInOne({ currencies }: AskedCosts, sums: GroupSums, group: number): Costs {
  const [cost, byokCost] = [measureOf(sums, group, 'cost'), measureOf(sums, group, 'byokCost')];
  const none = cost === null && byokCost === null;
  return { cost, byokCost, costs: none ? [] : [{ currency: currencies[0]?.name ?? null, cost, byokCost }] };
}

/**
 * The costs of all matching events.
 * @throws CANCELLED
 */
export function costsOfAll(
  costs: AskedCosts,
  matches: Matches,
  totals: GroupSums,
  checkpoint: Checkpoint,
): Costs {
  if (costs.currencies.length <= 1) return costsInOne(costs, totals, 0);
  const all: TableKey = { codes: null, groups: 1, slots: null };
  return costsByCurrency(costs, matches, [all], checkpoint)[0]?.(0) ?? costsInOne(costs, totals, 0);
}

/** Records of a table of groups × currencies; beyond this, only the pairs that occur get one. */
const MANY_PAIRS = 2_000_000;

/**
 * Adds costs up by group and currency, in one pass over the matching events.
 * @param keys what is grouped by, each with its groups as slots
 * @returns for each key, the costs of its groups
 * @throws CANCELLED
 */
export function costsByCurrency(
  { whole: columns, known }: AskedCosts,
  matches: Matches,
  keys: readonly TableKey[],
  checkpoint: Checkpoint,
): CostsOf[] {
  if (known.codes === null) return keys.map(() => () => ({ cost: null, byokCost: null, costs: [] }));
  const currency: TableKey = { codes: known.codes, groups: known.all.length + 1, slots: null };
  const plan = lanePlan(columns);
  const pairs = keys.map((key) =>
    key.groups * currency.groups <= MANY_PAIRS
      ? { keys: [key, currency], pairAt: (cell: number) => cell }
      : occurring(columns.count, matches, key, currency, checkpoint),
  );
  const tables = pairs.map((pair) => groupTable(pair.keys, plan, COSTS));
  addUp(columns, matches, plan, { tables, seen: [], time: null }, checkpoint);
  return tables.map((table, at) =>
    listed(table, pairs[at]?.pairAt ?? ((cell) => cell), keys[at]?.groups ?? 1, known.all),
  );
}

interface Pairs {
  readonly keys: readonly TableKey[];
  /** `group + groups × currency` of a record of the table. */
  readonly pairAt: (cell: number) => number;
}

/** Numbers the pairs of group and currency that occur: a log may name a different currency in every event. */
function occurring(
  count: number,
  matches: Matches,
  key: TableKey,
  currency: TableKey,
  checkpoint: Checkpoint,
): Pairs {
  const codes = new Uint32Array(count);
  const numbers = new Map<number, number>();
  const pairs: number[] = [];
  forEachStretch(count, matches, checkpoint, (positions, found) => {
    for (let i = 0; i < found; i += 1) {
      const position = positions[i] ?? 0;
      const code = key.codes?.[position] ?? 0;
      const pair = (key.slots?.[code] ?? code) + key.groups * (currency.codes?.[position] ?? 0);
      let number = numbers.get(pair);
      if (number === undefined) {
        number = pairs.push(pair) - 1;
        numbers.set(pair, number);
      }
      codes[position] = number;
    }
  });
  return {
    keys: [{ codes, groups: Math.max(1, pairs.length), slots: null }],
    pairAt: (cell) => pairs[cell] ?? 0,
  };
}

/** Sorts the records of a table by their group. */
function listed(
  table: GroupTable,
  pairAt: (cell: number) => number,
  groups: number,
  all: readonly Currency[],
): CostsOf {
  const cellsOf = new Map<number, number[]>();
  for (let cell = 0; cell < table.groups; cell += 1) {
    const pair = pairAt(cell);
    if (pair < groups || eventsOf(table, cell) === 0) continue;
    const cells = cellsOf.get(pair % groups);
    if (cells === undefined) cellsOf.set(pair % groups, [cell]);
    else cells.push(cell);
  }
  return (group) => {
    const found = (cellsOf.get(group) ?? []).map((cell) => ({
      events: eventsOf(table, cell),
      currency: all[Math.floor(pairAt(cell) / groups) - 1]?.name ?? null,
      cost: measureOf(table, cell, 'cost'),
      byokCost: measureOf(table, cell, 'byokCost'),
    }));
    found.sort((a, b) => b.events - a.events || compareKeys(a.currency, b.currency));
    const costs = found.map(({ currency, cost, byokCost }): CurrencyCost => ({ currency, cost, byokCost }));
    return { cost: onlyOne(costs, 'cost'), byokCost: onlyOne(costs, 'byokCost'), costs };
  };
}

/** The sum where it is of one currency; null where it would be of several. */
function onlyOne(costs: readonly CurrencyCost[], name: 'cost' | 'byokCost'): number | null {
  const sums = costs.flatMap((one) => one[name] ?? []);
  return sums.length === 1 ? (sums[0] ?? null) : null;
}
