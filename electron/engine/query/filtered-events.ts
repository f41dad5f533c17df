import type { ColumnInfo, Sort } from '../../../shared/api/contract.ts';
import { activeClauses, type Clause, type Filter } from '../../../shared/filter/filter.ts';
import { sql } from '../sql.ts';
import { listSegments } from '../store/index-segments.ts';
import { selectRows } from '../store/run-sql.ts';
import { withdrawnSources } from '../store/withdrawals.ts';
import type { Workspace } from '../store/workspace.ts';
import type { ColumnFill, Filled } from './column-fill.ts';
import type { StoredColumns } from './column-store.ts';
import type { CountedMatches } from './counted-matches.ts';
import { type Evaluation, evaluateFilter, type FilterParts, filterParts } from './evaluate-filter.ts';
import { EventOrders } from './event-orders.ts';
import { type ExtraNames, readExtraNames } from './extra-names.ts';
import { type FieldColumns, fieldColumns } from './field-column.ts';
import { filledColumns, filledInSegments, filledInSources } from './filled-columns.ts';
import type { Checkpoint } from './loaded-columns.ts';
import type { OrderedMatches } from './ordered-matches.ts';
import { Recent } from './recent.ts';
import { KeptTexts } from './text/kept-texts.ts';
import { markTextMatches, type OnHits } from './text/mark-text-matches.ts';
import { createTextSource } from './text/text-source.ts';

/** Bytes of matches kept: of ten filters over ten million events. */
const MATCHES_BYTES = 100 * 1024 * 1024;
/** Bytes of texts kept from search to search: all there is of a million calls. */
const TEXTS_BYTES = 224 * 1024 * 1024;

/** One revision of the workspace, and what was found out about it. */
export class FilteredEvents {
  readonly columns: StoredColumns;
  readonly fields: FieldColumns;
  readonly extraNames: ExtraNames;
  /** Names of the sources, by id. */
  readonly sourceNames: ReadonlyMap<number, string>;
  /** Sources that were withdrawn: their events are those of no filter. */
  readonly withdrawn: readonly number[];
  readonly #ws: Workspace;
  readonly #matches = new Recent<CountedMatches>(MATCHES_BYTES, ({ mask }) => mask.byteLength);
  readonly #texts = new KeptTexts(TEXTS_BYTES);
  readonly #orders: EventOrders;
  #withdrawnFill: Filled | null = null;

  constructor(ws: Workspace, columns: StoredColumns) {
    this.columns = columns;
    this.#ws = ws;
    this.extraNames = readExtraNames(ws.db);
    this.fields = fieldColumns(this.extraNames);
    const sources = selectRows(ws.db, sql`SELECT id, name FROM source ORDER BY id`);
    this.sourceNames = new Map(sources.map(([id, name]) => [Number(id), String(name)]));
    this.withdrawn = [...withdrawnSources(ws).keys()];
    this.#orders = new EventOrders(columns);
  }

  /** The columns a grid can show; see {@link filledColumns}. What they hold is counted once. */
  filledColumns(fill: ColumnFill): ColumnInfo[] {
    const { segments, ready } = listSegments(this.#ws);
    const filled = ready ? filledInSegments(segments) : fill.upToNow(this.#ws.db, this.extraNames);
    this.#withdrawnFill ??= filledInSources(this.#ws, this.withdrawn, segments, this.extraNames);
    return filledColumns(filled, this.#withdrawnFill, this.extraNames);
  }

  /**
   * The events of a filter.
   * @param onHits told of what is found while text is searched, when that decides the events of the filter
   * @throws UNKNOWN_FIELD, BAD_ARGUMENT, CANCELLED
   */
  matches(filter: Filter, checkpoint: Checkpoint, onHits?: OnHits): CountedMatches {
    return this.#matches.get(keyOf(filter), () =>
      evaluateFilter(this.#inForce(filter), this.#evaluation(checkpoint, onHits)),
    );
  }

  /**
   * A filter, made ready to be asked of just some events, among which no withdrawn ones. It reads no text where its
   * events are known.
   * @throws UNKNOWN_FIELD, BAD_ARGUMENT; CANCELLED when asked
   */
  parts(filter: Filter, checkpoint: Checkpoint): FilterParts {
    const parts = filterParts(filter, this.#evaluation(checkpoint));
    return this.#matches.has(keyOf(filter)) ? { ...parts, readsText: false } : parts;
  }

  /**
   * The events of a filter in an order.
   * @throws UNKNOWN_FIELD, BAD_ARGUMENT, CANCELLED
   */
  ordered(filter: Filter, sort: Sort, checkpoint: Checkpoint): OrderedMatches {
    const field = this.fields.require(sort.field);
    return this.#orders.ordered(keyOf(filter), this.matches(filter, checkpoint), field, checkpoint);
  }

  #evaluation(checkpoint: Checkpoint, onHits?: OnHits): Evaluation {
    const { columns, fields } = this;
    return {
      columns,
      fields,
      sourcesNamed: (names) => this.#sourcesNamed(names),
      markText: (clause, among, isLast) => {
        const source = createTextSource(this.#ws, columns, this.#texts);
        return markTextMatches(source, clause, among, checkpoint, isLast ? onHits : undefined);
      },
      checkpoint,
    };
  }

  /** A filter that leaves out withdrawn sources as well. */
  #inForce(filter: Filter): Filter {
    if (this.withdrawn.length === 0) return filter;
    const exclude = this.withdrawn.map(String);
    const clause: Clause = { kind: 'facet', field: 'source', include: [], exclude };
    return { ...filter, chips: [{ clause, off: false }, ...filter.chips] };
  }

  #sourcesNamed(names: readonly string[]): number[] {
    const wanted = new Set(names);
    return [...this.sourceNames].flatMap(([id, name]) => (wanted.has(name) ? [id] : []));
  }
}

/** Tells filters apart by what they let through; how a time range was chosen does not matter. */
function keyOf(filter: Filter): string {
  const { from, to } = filter.time;
  return JSON.stringify([from, to, activeClauses(filter)]);
}
