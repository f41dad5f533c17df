import type { MatrixLine, UsageMatrix, UsageMatrixArg } from '../../../../shared/api/contract.ts';
import { actorNames } from '../aggregate/actor-names.ts';
import { keyOf } from '../aggregate/breakdown-groups.ts';
import { askedCosts, statedCurrency } from '../aggregate/cost-currencies.ts';
import { type GroupField, type GroupNames, groupField } from '../aggregate/group-field.ts';
import { eventsOf, type GroupSums, measureOf } from '../aggregate/group-sums.ts';
import { type GroupTable, groupTable, sumsOfKey } from '../aggregate/group-table.ts';
import { type ChosenSeries, chooseSeries } from '../aggregate/histogram-series.ts';
import { type LanePlan, lanePlan } from '../aggregate/measure-lanes.ts';
import { addUp } from '../aggregate/one-pass.ts';
import { summedFor } from '../aggregate/summed-fields.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';

/** What is asked of a matrix. */
export type MatrixQuestion = Omit<UsageMatrixArg, 'filter'>;

/**
 * A measure of the matching events by two fields. One pass ranks the values of both, another fills the cells of those
 * with a line of their own, of all others together, and of none.
 * @throws BAD_ARGUMENT for a field that has no groups, UNKNOWN_FIELD, CANCELLED
 */
export function usageMatrix(
  columns: LoadedColumns,
  matches: Matches,
  question: MatrixQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): Omit<UsageMatrix, 'revision'> {
  const { measure, rowLimit, columnLimit, currency } = question;
  const costs = askedCosts(columns, matches, checkpoint, currency);
  const plan = lanePlan(costs.columns);
  const rows = groupField(columns, question.rows, names);
  const across = groupField(columns, question.columns, names);
  const [rowRanks, columnRanks] = ranks(costs.columns, matches, plan, [rows, across], measure, checkpoint);
  const down = chooseSeries(rows, rowRanks, measure, rowLimit);
  const right = chooseSeries(across, columnRanks, measure, columnLimit);
  const table = cellTable(plan, measure, [rows, down], [across, right]);
  addUp(costs.columns, matches, plan, { tables: [table], seen: [], time: null }, checkpoint);

  const at = (row: number, column: number) => row + column * down.series.length;
  const grid = <T>(read: (cell: number) => T): T[][] =>
    down.series.map((_, row) => right.series.map((_, column) => read(at(row, column))));
  const all = sumsOfKey(table, 2);
  return {
    measure,
    ...statedCurrency(costs, measure),
    rows: lines(columns, matches, rows, down, sumsOfKey(table, 0), measure, checkpoint),
    columns: lines(columns, matches, across, right, sumsOfKey(table, 1), measure, checkpoint),
    cells: grid((cell) => measureOf(table, cell, measure)),
    events: grid((cell) => eventsOf(table, cell)),
    total: measureOf(all, 0, measure),
    totalEvents: matches.count,
  };
}

function ranks(
  columns: LoadedColumns,
  matches: Matches,
  plan: LanePlan,
  [rows, across]: readonly [GroupField, GroupField],
  measure: MatrixQuestion['measure'],
  checkpoint: Checkpoint,
): [GroupTable, GroupTable] {
  const down = groupTable([keyOf(rows)], plan, summedFor(measure));
  const right = groupTable([keyOf(across)], plan, summedFor(measure));
  addUp(columns, matches, plan, { tables: [down, right], seen: [], time: null }, checkpoint);
  return [down, right];
}

type Lines = readonly [field: GroupField, chosen: ChosenSeries];

/** Rows are the first key, columns the second. */
function cellTable(
  plan: LanePlan,
  measure: MatrixQuestion['measure'],
  rows: Lines,
  columns: Lines,
): GroupTable {
  const keys = [rows, columns].map(([{ codes }, { series, slots }]) => ({
    codes,
    groups: series.length,
    slots,
  }));
  return groupTable(keys, plan, summedFor(measure));
}

function lines(
  columns: LoadedColumns,
  matches: Matches,
  { ref }: GroupField,
  { series }: ChosenSeries,
  sums: GroupSums,
  measure: MatrixQuestion['measure'],
  checkpoint: Checkpoint,
): MatrixLine[] {
  const codes = series.flatMap(({ kind, code }) => (kind === 'value' ? [code] : []));
  const names = ref === 'actor' ? actorNames(columns, matches, codes, checkpoint) : NO_NAMES;
  return series.map(({ kind, code, key, label, groups }, line) => ({
    kind,
    key,
    label: (kind === 'value' ? names.get(code) : undefined) ?? label,
    groups,
    value: measureOf(sums, line, measure),
    events: eventsOf(sums, line),
  }));
}

const NO_NAMES: ReadonlyMap<number, string> = new Map();
