import type { Costs, MatrixLine, UsageMatrix } from '../../../../shared/api/contract.ts';
import type { FieldName } from '../../../../shared/domain/fields.ts';
import { MEASURES } from '../../../../shared/domain/measures.ts';
import { type Unit, unitOf } from '../../../../shared/usage/group-value.ts';
import type { ChartTable } from '../../../charts/chart-table.ts';
import { formatCount, formatPercent } from '../../../ui/numbers.ts';
import { unitLabel, unitPhrase } from '../../measured-text.ts';
import { nameOfMany, nameOfNone, nameOfOne } from '../subject-names.ts';

/** What a matrix is of: members and what they use. */
export interface MatrixFields {
  readonly rows: FieldName;
  readonly columns: FieldName;
}

/** The name of a line: `CV Screener`, `No AI worker`, `12 other AI workers`. */
export function lineName({ kind, label, groups }: MatrixLine, field: FieldName): string {
  if (kind === 'none') return nameOfNone(field);
  return kind === 'other' ? `${formatCount(groups)} other ${nameOfMany(field)}` : label;
}

/** What the cells of a matrix are in; `costs` are those of all its events. */
export function matrixUnit({ measure, currency }: UsageMatrix, costs: Costs): Unit {
  return unitOf(measure, costs, currency);
}

/** What a cell says: who, what, how much, its share of its row, and how many events that is. */
export function cellText(
  { rows, columns, cells, events }: UsageMatrix,
  unit: Unit,
  fields: MatrixFields,
  row: number,
  column: number,
): string {
  const [who, what] = [rows[row], columns[column]];
  if (who === undefined || what === undefined) return '';
  const value = cells[row]?.[column] ?? null;
  const share =
    value === null || who.value === null || who.value <= 0
      ? ''
      : `, ${formatPercent(value / who.value)} of the row`;
  const count = events[row]?.[column] ?? 0;
  const amount = unitPhrase(value, unit);
  return `${lineName(who, fields.rows)}, ${lineName(what, fields.columns)}: ${amount}${share}, ${formatCount(count)} events`;
}

/** The matrix as a table, with the sums of its lines. */
export function matrixTable(matrix: UsageMatrix, unit: Unit, fields: MatrixFields): ChartTable {
  const kind = MEASURES[unit.measure].kind;
  return {
    caption: `${unitLabel(unit)} by ${nameOfOne(fields.rows)} and ${nameOfOne(fields.columns)}`,
    columns: [
      { title: nameOfOne(fields.rows), kind: 'text' },
      ...matrix.columns.map((line) => ({ title: lineName(line, fields.columns), kind })),
      { title: 'Total', kind },
    ],
    rows: [
      ...matrix.rows.map((line, at) => [
        lineName(line, fields.rows),
        ...(matrix.cells[at] ?? []),
        line.value,
      ]),
      ['Total', ...matrix.columns.map(({ value }) => value), matrix.total],
    ],
  };
}
