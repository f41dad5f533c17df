import type { MatrixLine, UsageMatrix } from '../../../../shared/api/contract.ts';
import { addClause, setIncluded } from '../../../../shared/filter/edit.ts';
import type { Clause, Filter } from '../../../../shared/filter/filter.ts';
import type { HeatPlace } from './heat-keys.ts';
import type { MatrixFields } from './matrix-text.ts';

/** Keeps the events of a cell: both its values, or for a line of others all but those that have a line. */
export function keepCell(filter: Filter, at: MatrixFields & HeatPlace, matrix: UsageMatrix): Filter {
  return clausesOf(at, matrix).reduce(
    (edited, clause) =>
      clause.kind === 'facet' && clause.include.length > 0
        ? setIncluded(edited, clause.field, clause.include)
        : addClause(edited, clause),
    filter,
  );
}

/** Leaves out the events of a cell: those that have both its values. */
export function leaveOutCell(filter: Filter, at: MatrixFields & HeatPlace, matrix: UsageMatrix): Filter {
  return addClause(filter, { kind: 'group', op: 'not', clauses: clausesOf(at, matrix) });
}

function clausesOf({ rows, columns, row, column }: MatrixFields & HeatPlace, matrix: UsageMatrix): Clause[] {
  const [who, what] = [matrix.rows[row], matrix.columns[column]];
  if (who === undefined || what === undefined) return [];
  return [clauseOf(rows, who, matrix.rows), clauseOf(columns, what, matrix.columns)];
}

function clauseOf(field: string, line: MatrixLine, all: readonly MatrixLine[]): Clause {
  if (line.kind !== 'other') return { kind: 'facet', field, include: [line.key], exclude: [] };
  const exclude = [...all.flatMap(({ kind, key }) => (kind === 'value' ? [key] : [])), null];
  return { kind: 'facet', field, include: [], exclude };
}
