import { BREAKDOWNS, type Click, NEEDLE_COLUMN, PAGE } from './workload.ts';

/** The workload as SQL over a table `usage` with the columns of the file, for the peers. */

const SUMS = 'count(*), sum("Input tokens"), sum("Output tokens"), sum("Credits"), sum("Provider cost")';
const NEWEST_FIRST = 'ORDER BY "When" DESC';

/** Rows of the table. */
export const COUNT = 'SELECT count(*) FROM usage';

/** A text literal. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function where([, column, value]: Click): string {
  return `WHERE "${column}" = ${literal(value)}`;
}

/** The queries of one dashboard. `day` is the expression for the day of a row. */
export function dashboardSql(click: Click, day: string): string[] {
  const matching = `FROM usage ${where(click)}`;
  return [
    `SELECT ${SUMS}, count(DISTINCT "Email"), count(DISTINCT "Model") ${matching}`,
    `SELECT ${day} d, count(*) ${matching} GROUP BY d ORDER BY d`,
    ...BREAKDOWNS.map(([, column]) => `SELECT "${column}" k, ${SUMS} ${matching} GROUP BY k ORDER BY 5 DESC`),
    `SELECT * ${matching} ${NEWEST_FIRST} LIMIT ${PAGE}`,
  ];
}

export function pageSql(offset: number): string {
  return `SELECT * FROM usage ${NEWEST_FIRST} LIMIT ${PAGE} OFFSET ${offset}`;
}

/** `like` is the operator that ignores case. */
export function searchSql(needle: string, like: 'LIKE' | 'ILIKE'): string {
  return `SELECT count(*) FROM usage WHERE "${NEEDLE_COLUMN}" ${like} ${literal(`%${needle}%`)}`;
}

export function extractSql(click: Click): string {
  return `SELECT * FROM usage ${where(click)} ${NEWEST_FIRST}`;
}

export function countSql(click: Click): string {
  return `SELECT count(*) FROM usage ${where(click)}`;
}
