import type {
  Breakdown,
  BreakdownArg,
  ColumnInfo,
  FacetValues,
  FacetValuesArg,
  Histogram,
  HistogramArg,
  RowsArg,
  RowsPage,
  Sort,
  Summary,
} from '../../../shared/api/contract.ts';
import type { Filter } from '../../../shared/filter/filter.ts';

/** The events of a filter in an order: ids, of one revision of the workspace. */
export interface Selection {
  readonly ids: EventIds;
  readonly revision: number;
}

/** Event ids as numbers without boxes; 32 bits while they suffice. */
export type EventIds = Uint32Array | Float64Array;

/**
 * Everything that reads events by a filter: grid, cards, charts, menus, command line and export ask here and
 * nowhere else, so that they agree. The seam behind which another index may stand in for SQL.
 *
 * All answer from one filter semantics (`shared/filter/filter.ts`) and throw
 * - UNKNOWN_FIELD for a name that is neither a field nor a column of the workspace,
 * - BAD_ARGUMENT for a question that has no answer, such as a range over text.
 */
export interface QueryEngine {
  /** Totals of a filter; absent measures are null. */
  summary(filter: Filter): Summary;
  /** Groups of a field, source or extra column, by a measure. */
  breakdown(arg: BreakdownArg): Breakdown;
  /** A measure over time, in buckets of the zone. */
  histogram(arg: HistogramArg): Histogram;
  /** One page of the log, from any depth. */
  rows(arg: RowsArg): RowsPage;
  /** Values of a field, counted under all other restrictions. */
  facetValues(arg: FacetValuesArg): FacetValues;
  /** Fields that have values, and the extra columns. */
  columns(): readonly ColumnInfo[];
  /** The events of a filter in an order, as `rows` pages through them. */
  matching(filter: Filter, sort: Sort): Selection;
}
