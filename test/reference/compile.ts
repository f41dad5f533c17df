import { ident, join, raw, type Sql, type SqlValue, sql } from '../../electron/engine/sql.ts';
import { FIELD_NAMES, fieldSpec } from '../../shared/domain/fields.ts';
import { AppError } from '../../shared/errors.ts';
import {
  activeClauses,
  type Clause,
  type FacetClause,
  type Filter,
  type GroupClause,
  type TextClause,
  type TimeRange,
} from '../../shared/filter/filter.ts';
import { MAX_CLAUSE_DEPTH } from '../../shared/filter/written-parser.ts';
import { compileRange } from './compile-range.ts';
import { type FieldCatalog, type FieldSql, storedFacetValue } from './field-sql.ts';

/**
 * A filter as the condition of a statement over `event`. Pure. NULL counts as "no": only NOT could turn it into
 * "yes", and compiles to IS NOT TRUE.
 * @throws UNKNOWN_FIELD, BAD_ARGUMENT
 */
export function compileFilter(filter: Filter, fields: FieldCatalog): Sql {
  return compileClauses(filter.time, activeClauses(filter), fields);
}

/** {@link compileFilter} of a time range and clauses, all joined by AND. */
export function compileClauses(time: TimeRange, clauses: readonly Clause[], fields: FieldCatalog): Sql {
  const conditions = clauses.map((clause) => compileClause(clause, fields, 1));
  return all([...compileTime(time), ...conditions]);
}

/** An undated event lies in no range: comparing NULL gives NULL. */
function compileTime({ from, to }: TimeRange): Sql[] {
  const conditions: Sql[] = [];
  if (from !== null) conditions.push(sql`time >= ${from}`);
  if (to !== null) conditions.push(sql`time < ${to}`);
  return conditions;
}

function compileClause(clause: Clause, fields: FieldCatalog, depth: number): Sql {
  if (depth > MAX_CLAUSE_DEPTH) {
    throw new AppError('BAD_ARGUMENT', `A filter nests at most ${MAX_CLAUSE_DEPTH} groups deep.`);
  }
  switch (clause.kind) {
    case 'facet':
      return compileFacet(clause, fields.resolve(clause.field));
    case 'text':
      return clause.field === null
        ? compileSearch(clause)
        : compileText(clause, fields.resolve(clause.field));
    case 'range':
      return compileRange(clause, fields.resolve(clause.field));
    case 'group':
      return compileGroup(clause, fields, depth);
  }
}

function compileGroup({ op, clauses }: GroupClause, fields: FieldCatalog, depth: number): Sql {
  const conditions = clauses.map((clause) => compileClause(clause, fields, depth + 1));
  if (op === 'or') return any(conditions);
  return op === 'and' ? all(conditions) : sql`(${all(conditions)}) IS NOT TRUE`;
}

function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? raw('1') : balanced(conditions, ' AND ');
}

function any(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? raw('0') : balanced(conditions, ' OR ');
}

/** Joins in halves: SQLite refuses expressions nested over 1,000 deep, and a plain chain nests per link. */
function balanced(conditions: readonly Sql[], operator: ' AND ' | ' OR '): Sql {
  const [only] = conditions;
  if (only !== undefined && conditions.length === 1) return only;
  if (conditions.length <= 64) {
    return join(
      conditions.map((condition) => sql`(${condition})`),
      operator,
    );
  }
  const middle = Math.ceil(conditions.length / 2);
  const halves = [conditions.slice(0, middle), conditions.slice(middle)];
  return join(
    halves.map((half) => sql`(${balanced(half, operator)})`),
    operator,
  );
}

function compileFacet({ include, exclude }: FacetClause, field: FieldSql): Sql {
  const conditions: Sql[] = [];
  if (include.length > 0) conditions.push(isOneOf(field, include));
  if (exclude.length > 0) conditions.push(sql`(${isOneOf(field, exclude)}) IS NOT TRUE`);
  return all(conditions);
}

function isOneOf(field: FieldSql, values: readonly (string | null)[]): Sql {
  const texts = [...new Set(values)].filter((value) => value !== null);
  const conditions: Sql[] = values.includes(null) ? [sql`${field.value} IS NULL`] : [];
  const stored = texts.map((text) => storedFacetValue(field, text)).filter((value) => value !== undefined);
  if (stored.length > 0) conditions.push(sql`${field.value} IN (${valueList(stored)})`);
  if (field.kind === 'source') conditions.push(...namedSources(texts));
  return any(conditions);
}

/** A source is meant by its number, which is exact, or by the name of its file. */
function namedSources(texts: readonly string[]): Sql[] {
  const names = texts.filter((text) => !/^\d+$/.test(text));
  if (names.length === 0) return [];
  return [sql`event.source IN (SELECT id FROM source WHERE name IN (${valueList(names)}))`];
}

/** Most values a statement binds for one list; longer lists travel as one JSON text. SQLite's limit is 32,766. */
const MAX_BOUND = 500;

function valueList(values: readonly SqlValue[]): Sql {
  if (values.length > MAX_BOUND && values.every((value) => typeof value === 'string')) {
    return sql`SELECT value FROM json_each(${JSON.stringify(values)})`;
  }
  return join(
    values.map((value) => sql`${value}`),
    ', ',
  );
}

function compileText({ pattern, literal }: TextClause, field: FieldSql): Sql {
  if (pattern === '*' && !literal) return sql`${field.value} IS NOT NULL`;
  return sql`tg_matches(${pattern}, ${literal ? 1 : 0}, ${field.text})`;
}

const SEARCHED = FIELD_NAMES.filter((name) => fieldSpec(name).searched === true);
const SEARCHED_TEXTS = SEARCHED.filter((name) => fieldSpec(name).kind === 'text').map((name) => ident(name));

/** Keeps fields apart that are searched together, as long as the needle does not hold it. */
const SEPARATOR = '\u001F';

/** Fields joined by a separator are searched in one go; a pattern that could reach across gets them one by one. */
function compileSearch({ pattern, literal }: TextClause): Sql {
  const mayReachAcross = pattern.includes(SEPARATOR) || (!literal && /[*?]/.test(pattern));
  const texts = join(SEARCHED_TEXTS, ', ');
  const searched = mayReachAcross ? texts : sql`concat_ws(${SEPARATOR}, ${texts})`;
  return sql`tg_contains(${pattern}, ${literal ? 1 : 0}, extra, detail, changes, ${searched})`;
}
