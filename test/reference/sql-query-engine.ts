import { ColumnFill } from '../../electron/engine/query/column-fill.ts';
import { eventRow } from '../../electron/engine/query/event-row.ts';
import { EventReader } from '../../electron/engine/query/event-rows.ts';
import { type ExtraNames, readExtraNames } from '../../electron/engine/query/extra-names.ts';
import { filledColumns } from '../../electron/engine/query/filled-columns.ts';
import type { QueryEngine, Selection } from '../../electron/engine/query/query-engine.ts';
import { Recent } from '../../electron/engine/query/recent.ts';
import { withoutField } from '../../electron/engine/query/without-field.ts';
import { naming } from '../../electron/engine/store/disk-error.ts';
import type { Workspace } from '../../electron/engine/store/workspace.ts';
import { revisionOf } from '../../electron/engine/store/workspace-info.ts';
import type { Neighbours, NeighboursArg, RowsPage, Sort } from '../../shared/api/contract.ts';
import { FIELD_NAMES } from '../../shared/domain/fields.ts';
import { AppError } from '../../shared/errors.ts';
import { addClause } from '../../shared/filter/edit.ts';
import { activeClauses, type Clause, EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { readBreakdown } from './breakdown.ts';
import { composeDashboard } from './compose-dashboard.ts';
import { readFacetValues } from './facet-values.ts';
import { type FieldCatalog, fieldCatalog } from './field-sql.ts';
import { readHistogram } from './histogram.ts';
import { MatchedEvents } from './matched-events.ts';
import { orderOf, selectIds } from './selection.ts';
import { registerFunctions } from './sql-functions.ts';
import { readSummary } from './summary.ts';

/** Bytes of selections kept: sixteen of a million events. */
const SELECTION_BYTES = 64 * 1024 * 1024;

/** What is known of one revision of the workspace. */
interface Known {
  readonly revision: number;
  readonly names: ExtraNames;
  readonly fields: FieldCatalog;
}

/** A query engine that asks SQLite directly: what the one over the column index is held against. */
export function createSqlQueryEngine(ws: Workspace): QueryEngine {
  const { db } = ws;
  registerFunctions(db);
  const reader = new EventReader(db, FIELD_NAMES);
  const fill = new ColumnFill();
  const matched = new MatchedEvents(db);
  const selections = new Recent<Selection>(SELECTION_BYTES, ({ ids }) => ids.byteLength);
  let known: Known | null = null;

  /** Reads the extra columns again, and drops old selections, once something was stored. */
  const current = (): Known => {
    const revision = revisionOf(ws);
    if (known?.revision === revision) return known;
    selections.clear();
    matched.forget();
    const names = readExtraNames(db);
    known = { revision, names, fields: fieldCatalog(names) };
    return known;
  };

  const matching = (filter: Filter, sort: Sort): Selection => {
    const { revision, fields } = current();
    const { from, to } = filter.time;
    return selections.get(JSON.stringify([from, to, activeClauses(filter), sort]), () => {
      const order = orderOf(fields.require(sort.field), sort);
      return { revision, ids: selectIds(db, matched.condition(filter, fields), order) };
    });
  };

  const rows = ({ filter, sort, offset, limit }: Parameters<QueryEngine['rows']>[0]): RowsPage => {
    const { ids, revision } = matching(filter, sort);
    const { names } = current();
    const page = reader.readAll(ids.subarray(offset, offset + limit));
    return {
      total: ids.length,
      offset,
      revision,
      rows: page.map((row) => eventRow(row, reader.places, names)),
    };
  };

  /** Lists all that count, and takes those beside the event. */
  const neighbours = ({ id, filter, same, count, within }: NeighboursArg): Neighbours => {
    const [own] = engine.rows({ filter: onlyEvent(id), sort: BY_ID, offset: 0, limit: 1 }).rows;
    if (own === undefined) throw new AppError('UNKNOWN_EVENT', `There is no event ${id} in this workspace.`);
    const like = same === null ? filter : addClause(filter, facetOf(same, own[same]));
    const order = own.time === null ? 'place' : 'time';
    const inSource = own.time === null ? addClause(like, facetOf('source', String(own.source))) : like;
    const sort = own.time === null ? BY_ID : { field: 'time', descending: false };
    const { ids, revision } = matching(inSource, sort);
    const listed = rows({ filter: inSource, sort, offset: 0, limit: ids.length }).rows.filter(
      (row) => own.time === null || row.time !== null,
    );
    const distance = (row: (typeof listed)[number]) => Math.abs((row.time ?? 0) - (own.time ?? 0));
    const near = listed.filter((row) => own.time === null || within === null || distance(row) <= within);
    const isBefore = (row: (typeof listed)[number]) =>
      order === 'place' || row.time === own.time ? row.id < id : (row.time ?? 0) < (own.time ?? 0);
    const before = near.filter((row) => row.id !== id && isBefore(row));
    const after = near.filter((row) => row.id !== id && !isBefore(row));
    return {
      revision,
      order,
      before: before.slice(Math.max(0, before.length - count)),
      after: after.slice(0, count),
      moreBefore: before.length > count,
      moreAfter: after.length > count,
    };
  };

  const named = <T>(step: () => T): T => naming(`Reading ${ws.path}`, step);
  const engine: QueryEngine = {
    summary: (filter) => named(() => readSummary(db, matched.condition(filter, current().fields))),
    breakdown: (arg) =>
      named(() => {
        const { fields } = current();
        const filter = arg.withoutOwn === true ? withoutField(arg.filter, arg.by) : arg.filter;
        return readBreakdown(db, matched.condition(filter, fields), fields.require(arg.by), arg);
      }),
    histogram: (arg) =>
      named(() => {
        const { fields } = current();
        const field = arg.by == null ? null : fields.require(arg.by);
        return readHistogram(db, matched.condition(arg.filter, fields), field, arg);
      }),
    rows: (arg) => named(() => rows(arg)),
    facetValues: (arg) =>
      named(() => {
        const { fields } = current();
        const where = matched.condition(withoutField(arg.filter, arg.field), fields);
        return readFacetValues(db, where, fields.require(arg.field), arg);
      }),
    dashboard: (arg, context) =>
      composeDashboard(engine, arg, context ?? { throwIfCancelled: () => undefined }),
    relaxations(filter) {
      const { time, chips } = filter;
      const count = (other: Filter) => engine.summary(other).events;
      const all = engine.summary({ ...filter, time: EMPTY_FILTER.time });
      const hasRange = time.from !== null || time.to !== null;
      const without = chips.map((chip, at) =>
        chip.off ? 0 : count({ ...filter, chips: chips.filter((_, index) => index !== at) }),
      );
      const oneIsEnough = (hasRange && all.events > 0) || without.some((events) => events > 0);
      const alone = (only: Filter) => (oneIsEnough ? null : count(only) > 0 ? 'some' : 'none');
      return {
        revision: current().revision,
        time: hasRange
          ? {
              events: all.events,
              newest: microsOf(all.lastTime),
              oldest: microsOf(all.firstTime),
              alone: alone({ ...filter, chips: [] }),
            }
          : null,
        chips: chips.flatMap((chip, at) =>
          chip.off
            ? []
            : [{ at, events: without[at] ?? 0, alone: alone({ ...EMPTY_FILTER, chips: [chip] }) }],
        ),
      };
    },
    neighbours: (arg) => named(() => neighbours(arg)),
    columns: () =>
      named(() => {
        const { names } = current();
        return filledColumns(fill.upToNow(db, names), new Map(), names);
      }),
    matching: (filter, sort) => named(() => matching(filter, sort)),
  };
  return engine;
}

function microsOf(iso: string | null): number | null {
  return iso === null ? null : parseInstant(iso, 'UTC');
}

const BY_ID: Sort = { field: 'id', descending: false };

function facetOf(field: string, value: string | null): Clause {
  return { kind: 'facet', field, include: [value], exclude: [] };
}

function onlyEvent(id: number): Filter {
  const bound = { value: id, inclusive: true };
  return addClause(EMPTY_FILTER, { kind: 'range', field: 'id', min: bound, max: bound });
}
