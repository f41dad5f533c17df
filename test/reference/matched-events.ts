import type Database from 'better-sqlite3';
import { Recent } from '../../electron/engine/query/recent.ts';
import { raw, type Sql, sql } from '../../electron/engine/sql.ts';
import { selectNumber } from '../../electron/engine/store/run-sql.ts';
import { parseFieldRef } from '../../shared/domain/field-ref.ts';
import { activeClauses, type Clause, type Filter } from '../../shared/filter/filter.ts';
import { compileFilter } from './compile.ts';
import type { FieldCatalog } from './field-sql.ts';

/** Up to this many events, SQLite goes straight to each of them; beyond it, every event of a scan is asked. */
const LOOKED_UP = 20_000;

/** Bytes of remembered sets. */
const REMEMBERED_BYTES = 32 * 1024 * 1024;

/** The events of a filter: their ids as JSON when they are few, else a mark at every matching id. */
type EventSet = { readonly ids: string } | { readonly marks: Uint8Array };

/**
 * Conditions of filters on one connection. Comparing text with every event takes seconds at a million of them,
 * and one filter is asked about many times (rows, totals, charts): its events are found once and remembered.
 */
export class MatchedEvents {
  readonly #db: Database.Database;
  readonly #sets = new Recent<EventSet>(REMEMBERED_BYTES, (set) =>
    'ids' in set ? set.ids.length : set.marks.length,
  );
  /** The set of the condition given last; a statement runs before the next condition is asked for. */
  #marks: Uint8Array = new Uint8Array();

  constructor(db: Database.Database) {
    this.#db = db;
    db.function('tg_marked', (id: number) => this.#marks[id] ?? 0);
  }

  /** To be called once something was stored: what was remembered no longer holds. */
  forget(): void {
    this.#sets.clear();
  }

  /**
   * The filter as a condition for the next statement, and only for that one.
   * @throws UNKNOWN_FIELD, BAD_ARGUMENT
   */
  condition(filter: Filter, fields: FieldCatalog): Sql {
    const condition = compileFilter(filter, fields);
    const clauses = activeClauses(filter);
    if (!clauses.some(comparesText)) return condition;
    const { from, to } = filter.time;
    const set = this.#sets.get(JSON.stringify([from, to, clauses]), () => this.#find(condition));
    if ('ids' in set) return sql`id IN (SELECT value FROM json_each(${set.ids}))`;
    this.#marks = set.marks;
    return raw('tg_marked(id)');
  }

  #find(condition: Sql): EventSet {
    const query = sql`SELECT id FROM event WHERE ${condition}`;
    const ids = this.#db
      .prepare<unknown[], number>(query.text)
      .pluck()
      .all(...query.values);
    if (ids.length <= LOOKED_UP) return { ids: JSON.stringify(ids) };
    const marks = new Uint8Array((selectNumber(this.#db, sql`SELECT max(id) FROM event`) ?? 0) + 1);
    for (const id of ids) marks[id] = 1;
    return { marks };
  }
}

/** Whether a clause looks at the text of every event, or at a column inside its JSON. */
function comparesText(clause: Clause): boolean {
  if (clause.kind === 'group') return clause.clauses.some(comparesText);
  return clause.kind === 'text' || parseFieldRef(clause.field).kind === 'extra';
}
