import type { Neighbours, NeighboursArg, RowsArg, RowsPage, Sort } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import type { FieldRef } from '../../../shared/domain/field-ref.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { naming } from '../store/disk-error.ts';
import type { Workspace } from '../store/workspace.ts';
import { aggregateBreakdown } from './aggregate/breakdown.ts';
import { aggregateFacetValues } from './aggregate/facet-values.ts';
import type { GroupNames } from './aggregate/group-field.ts';
import { aggregateHistogram } from './aggregate/histogram.ts';
import { aggregateSummary } from './aggregate/summary.ts';
import { countedFilter, dashboardFigures, histogramQuestion } from './asked-figures.ts';
import { ColumnFill } from './column-fill.ts';
import { type ColumnStore, createColumnStore } from './column-store.ts';
import { eventRow } from './event-row.ts';
import { EventReader } from './event-rows.ts';
import type { FieldColumns } from './field-column.ts';
import { FilteredEvents } from './filtered-events.ts';
import type { Matches } from './loaded-columns.ts';
import { findNeighbours } from './neighbours.ts';
import { allInOrder, pageOf } from './ordered-matches.ts';
import type { EventIds, QueryContext, QueryEngine, Selection } from './query-engine.ts';
import { relaxations } from './relaxations.ts';
import { searchProgress } from './search-progress.ts';
import { type UsageQueries, usageQueries } from './usage/usage-queries.ts';
import { withoutField } from './without-field.ts';

const UNCHECKED: QueryContext = { throwIfCancelled: () => undefined };

/** Largest id that 32 bits hold. */
const MAX_SHORT_ID = 0xffff_ffff;

/** A query engine that also answers what is asked of usage. */
export interface ColumnQueryEngine extends QueryEngine {
  readonly usage: UsageQueries;
}

/**
 * A query engine over the column index: columns are loaded into memory as they are needed, filters, figures and the
 * order of rows come from them, and SQLite gives only the rows of a page.
 * @param knownActors names of actors, as {@link GroupNames} has them
 */
export function createColumnQueryEngine(
  ws: Workspace,
  store: ColumnStore = createColumnStore(ws),
  knownActors: GroupNames['knownActors'] = undefined,
): ColumnQueryEngine {
  const reader = new EventReader(ws.db, FIELD_NAMES);
  const fill = new ColumnFill();
  let known: FilteredEvents | null = null;

  /** The names that groups are shown by. */
  const namesOf = ({ fields, sourceNames }: FilteredEvents): GroupNames => ({
    extraColumn: (ref) => requireExtra(fields, ref),
    sourceName: (id) => sourceNames.get(id) ?? null,
    ...(knownActors === undefined ? {} : { knownActors }),
  });

  /** What is known of the newest revision; what was known of an older one is dropped. */
  const current = (context: QueryContext): FilteredEvents => {
    const columns = store.current(context);
    if (known?.columns !== columns) known = new FilteredEvents(ws, columns);
    return known;
  };

  const rowsAt = ({ columns, extraNames }: FilteredEvents, positions: ArrayLike<number>): EventRow[] => {
    const ids = Array.from(positions, (position) => columns.idAt(position));
    return reader.readAll(ids).map((row) => eventRow(row, reader.places, extraNames));
  };

  /** The events of a filter; while text is searched, what is found is told. */
  const searched = (events: FilteredEvents, arg: RowsArg, context: QueryContext): Matches => {
    const read = (positions: readonly number[]) => rowsAt(events, positions);
    return events.matches(arg.filter, context, searchProgress(arg, events.columns.count, read, context));
  };

  const rows = (events: FilteredEvents, arg: RowsArg, context: QueryContext): RowsPage => {
    const { filter, sort, offset, limit } = arg;
    events.fields.require(sort.field);
    searched(events, arg, context);
    const ordered = events.ordered(filter, sort, context);
    const page = pageOf(ordered, sort.descending, offset, limit);
    return { total: ordered.total, offset, revision: events.columns.revision, rows: rowsAt(events, page) };
  };

  const neighbours = (events: FilteredEvents, arg: NeighboursArg, context: QueryContext): Neighbours => {
    const { before, after, ...facts } = findNeighbours(events, arg, context);
    return {
      ...facts,
      revision: events.columns.revision,
      before: rowsAt(events, before),
      after: rowsAt(events, after),
    };
  };

  const matching = (filter: Filter, sort: Sort, context: QueryContext): Selection => {
    const events = current(context);
    const { columns } = events;
    const ordered = events.ordered(filter, sort, context);
    const positions = allInOrder(ordered, sort.descending);
    return { ids: idsAt(columns, positions), revision: columns.revision };
  };

  const named = <T>(step: () => T): T => naming(`Reading ${ws.path}`, step);
  return {
    summary: (filter, context = UNCHECKED) =>
      named(() => {
        const events = current(context);
        return aggregateSummary(events.columns, events.matches(filter, context), context);
      }),
    breakdown: (arg, context = UNCHECKED) =>
      named(() => {
        const events = current(context);
        const matches = events.matches(countedFilter(arg.filter, arg), context);
        return aggregateBreakdown(events.columns, matches, arg, namesOf(events), context);
      }),
    histogram: (arg, context = UNCHECKED) =>
      named(() => {
        const events = current(context);
        const matches = events.matches(arg.filter, context);
        const question = histogramQuestion(arg.filter, arg);
        return aggregateHistogram(events.columns, matches, question, namesOf(events), context);
      }),
    rows: (arg, context = UNCHECKED) => named(() => rows(current(context), arg, context)),
    facetValues: (arg, context = UNCHECKED) =>
      named(() => {
        const events = current(context);
        const matches = events.matches(withoutField(arg.filter, arg.field), context);
        return aggregateFacetValues(events.columns, matches, arg, namesOf(events), context);
      }),
    dashboard: (arg, context = UNCHECKED) =>
      named(() => {
        const events = current(context);
        const page = rows(events, arg, context);
        return { revision: page.revision, ...dashboardFigures(events, arg, namesOf(events), context), page };
      }),
    relaxations: (filter, context = UNCHECKED) => named(() => relaxations(current(context), filter, context)),
    neighbours: (arg, context = UNCHECKED) => named(() => neighbours(current(context), arg, context)),
    columns: () => named(() => current(UNCHECKED).filledColumns(fill)),
    matching: (filter, sort, context = UNCHECKED) => named(() => matching(filter, sort, context)),
    usage: usageQueries({ current, namesOf, rowsAt, named }),
  };
}

function requireExtra(fields: FieldColumns, ref: FieldRef): `c${number}` {
  const { name } = fields.require(ref);
  return name as `c${number}`;
}

function idsAt(columns: FilteredEvents['columns'], positions: Uint32Array): EventIds {
  const largest = columns.count === 0 ? 0 : columns.idAt(columns.count - 1);
  const ids = largest <= MAX_SHORT_ID ? positions : new Float64Array(positions.length);
  for (let at = 0; at < ids.length; at += 1) ids[at] = columns.idAt(positions[at] as number);
  return ids;
}
