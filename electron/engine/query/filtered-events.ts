import type { Sort } from '../../../shared/api/contract.ts';
import { activeClauses, type Filter, type TextClause } from '../../../shared/filter/filter.ts';
import { sql } from '../sql.ts';
import { selectRows } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';
import { createColumnStore, type StoredColumns } from './column-store.ts';
import { evaluateFilter } from './evaluate-filter.ts';
import { EventOrders } from './event-orders.ts';
import { type FieldColumns, fieldColumns } from './field-column.ts';
import { type ExtraNames, readExtraNames } from './field-sql.ts';
import type { Checkpoint, Matches } from './loaded-columns.ts';
import type { OrderedMatches } from './ordered-matches.ts';
import { Recent } from './recent.ts';

/** Bytes of matches kept: of twelve filters over ten million events. */
const MATCHES_BYTES = 120 * 1024 * 1024;

/** Marks the events among the given ones that a text clause finds. */
export type TextSearch = (
  columns: StoredColumns,
  clause: TextClause,
  among: Uint8Array,
  checkpoint: Checkpoint,
) => Uint8Array;

/** One revision of the workspace, and what was found out about it. */
export class FilteredEvents {
  readonly columns: StoredColumns;
  readonly fields: FieldColumns;
  readonly extraNames: ExtraNames;
  /** Names of the sources, by id. */
  readonly sourceNames: ReadonlyMap<number, string>;
  readonly #search: TextSearch;
  readonly #matches = new Recent<Matches>(MATCHES_BYTES, ({ mask }) => mask.byteLength);
  readonly #orders: EventOrders;

  constructor(ws: Workspace, columns: StoredColumns, search: TextSearch) {
    this.columns = columns;
    this.#search = search;
    this.extraNames = readExtraNames(ws.db);
    this.fields = fieldColumns(this.extraNames);
    const sources = selectRows(ws.db, sql`SELECT id, name FROM source ORDER BY id`);
    this.sourceNames = new Map(sources.map(([id, name]) => [Number(id), String(name)]));
    this.#orders = new EventOrders(columns);
  }

  /**
   * The events of a filter.
   * @throws UNKNOWN_FIELD, BAD_ARGUMENT, CANCELLED
   */
  matches(filter: Filter, checkpoint: Checkpoint): Matches {
    const { columns, fields } = this;
    return this.#matches.get(keyOf(filter), () =>
      evaluateFilter(filter, {
        columns,
        fields,
        sourcesNamed: (names) => this.#sourcesNamed(names),
        markText: (clause, among) => this.#search(columns, clause, among, checkpoint),
        checkpoint,
      }),
    );
  }

  /**
   * The events of a filter in an order.
   * @throws UNKNOWN_FIELD, BAD_ARGUMENT, CANCELLED
   */
  ordered(filter: Filter, sort: Sort, checkpoint: Checkpoint): OrderedMatches {
    const field = this.fields.require(sort.field);
    return this.#orders.ordered(keyOf(filter), this.matches(filter, checkpoint), field, checkpoint);
  }

  #sourcesNamed(names: readonly string[]): number[] {
    const wanted = new Set(names);
    return [...this.sourceNames].flatMap(([id, name]) => (wanted.has(name) ? [id] : []));
  }
}

/** Gives what is known of the newest revision; what was known of an older one is dropped. */
export function createFilteredEvents(
  ws: Workspace,
  search: TextSearch,
): (checkpoint: Checkpoint) => FilteredEvents {
  const store = createColumnStore(ws);
  let known: FilteredEvents | null = null;
  return (checkpoint) => {
    const columns = store.current(checkpoint);
    if (known?.columns !== columns) known = new FilteredEvents(ws, columns, search);
    return known;
  };
}

/** Tells filters apart by what they let through; how a time range was chosen does not matter. */
function keyOf(filter: Filter): string {
  const { from, to } = filter.time;
  return JSON.stringify([from, to, activeClauses(filter)]);
}
