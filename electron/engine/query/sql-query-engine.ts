import type { RowsPage, Sort } from '../../../shared/api/contract.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { activeClauses, type Filter } from '../../../shared/filter/filter.ts';
import { naming } from '../store/disk-error.ts';
import type { Workspace } from '../store/workspace.ts';
import { revisionOf } from '../store/workspace-info.ts';
import { readBreakdown } from './breakdown.ts';
import { ColumnFill } from './column-fill.ts';
import { composeDashboard } from './compose-dashboard.ts';
import { eventRow } from './event-row.ts';
import { EventReader } from './event-rows.ts';
import { readFacetValues } from './facet-values.ts';
import { type ExtraNames, type FieldCatalog, fieldCatalog, readExtraNames } from './field-sql.ts';
import { readHistogram } from './histogram.ts';
import { MatchedEvents } from './matched-events.ts';
import type { QueryEngine, Selection } from './query-engine.ts';
import { Recent } from './recent.ts';
import { orderOf, selectIds } from './selection.ts';
import { registerFunctions } from './sql-functions.ts';
import { readSummary } from './summary.ts';
import { withoutField } from './without-field.ts';

/** Bytes of selections kept: sixteen of a million events. */
const SELECTION_BYTES = 64 * 1024 * 1024;

/** What is known of one revision of the workspace. */
interface Known {
  readonly revision: number;
  readonly names: ExtraNames;
  readonly fields: FieldCatalog;
}

/** A query engine that asks SQLite directly, over one connection. */
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

  const named = <T>(step: () => T): T => naming(`Reading ${ws.path}`, step);
  const engine: QueryEngine = {
    summary: (filter) => named(() => readSummary(db, matched.condition(filter, current().fields))),
    breakdown: (arg) =>
      named(() => {
        const { fields } = current();
        return readBreakdown(db, matched.condition(arg.filter, fields), fields.require(arg.by), arg);
      }),
    histogram: (arg) => named(() => readHistogram(db, matched.condition(arg.filter, current().fields), arg)),
    rows: (arg) => named(() => rows(arg)),
    facetValues: (arg) =>
      named(() => {
        const { fields } = current();
        const where = matched.condition(withoutField(arg.filter, arg.field), fields);
        return readFacetValues(db, where, fields.require(arg.field), arg);
      }),
    dashboard: (arg, context) =>
      composeDashboard(engine, arg, context ?? { throwIfCancelled: () => undefined }),
    columns: () => named(() => fill.columns(db, current().names)),
    matching: (filter, sort) => named(() => matching(filter, sort)),
  };
  return engine;
}
