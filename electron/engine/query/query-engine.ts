import type {
  Breakdown,
  BreakdownArg,
  ColumnInfo,
  Dashboard,
  DashboardArg,
  FacetValues,
  FacetValuesArg,
  FilterRelaxations,
  Histogram,
  HistogramArg,
  Neighbours,
  NeighboursArg,
  Progress,
  RowsArg,
  RowsPage,
  Sort,
  Summary,
} from '../../../shared/api/contract.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Checkpoint } from './loaded-columns.ts';

/** The events of a filter in an order: ids, of one revision of the workspace. */
export interface Selection {
  readonly ids: EventIds;
  readonly revision: number;
}

/** Event ids as numbers without boxes; 32 bits while they suffice. */
export type EventIds = Uint32Array | Float64Array;

/** Long work: it asks now and then whether it is still wanted, and may tell how far it is. */
export interface QueryContext extends Checkpoint {
  progress?(progress: Progress): void;
}

/**
 * Everything that reads events by a filter: grid, cards, charts, menus, command line and export ask here and
 * nowhere else, so that they agree.
 *
 * All answer from one filter semantics (`shared/filter/filter.ts`) and throw
 * - UNKNOWN_FIELD for a name that is neither a field nor a column of the workspace,
 * - BAD_ARGUMENT for a question that has no answer, such as a range over text,
 * - CANCELLED once the context says so; without one they go on to the end.
 */
export interface QueryEngine {
  /** Totals of a filter; absent measures are null. */
  summary(filter: Filter, context?: QueryContext): Summary;
  /** Groups of a field, source or extra column, by a measure. */
  breakdown(arg: BreakdownArg, context?: QueryContext): Breakdown;
  /** A measure over time, in buckets of the zone. */
  histogram(arg: HistogramArg, context?: QueryContext): Histogram;
  /** One page of the log, from any depth. */
  rows(arg: RowsArg, context?: QueryContext): RowsPage;
  /** Values of a field, counted under all other restrictions. */
  facetValues(arg: FacetValuesArg, context?: QueryContext): FacetValues;
  /** Everything a screen shows of a filter, all of one revision. */
  dashboard(arg: DashboardArg, context?: QueryContext): Dashboard;
  /** How many events there would be with one restriction less. */
  relaxations(filter: Filter, context?: QueryContext): FilterRelaxations;
  /** The events just before and just after one of them. @throws UNKNOWN_EVENT */
  neighbours(arg: NeighboursArg, context?: QueryContext): Neighbours;
  /** Fields that have values, and the extra columns. */
  columns(): readonly ColumnInfo[];
  /** The events of a filter in an order, as `rows` pages through them. */
  matching(filter: Filter, sort: Sort, context?: QueryContext): Selection;
}
