import * as v from 'valibot';
import { type Filter, filterSchema, timeRange } from '../filter/filter.ts';
import { BUCKETS } from '../time/bucket-names.ts';
import { REVIEW_CADENCES } from './cadence.ts';

/** Which events a log view is about. */
export const SCOPES = ['audit', 'usage', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

const fieldRef = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));

/** Most saved views of a workspace. */
export const MAX_VIEWS = 1_000;

export const MAX_VIEW_NAME = 200;
export const MAX_VIEW_DESCRIPTION = 2_000;

export const viewName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_VIEW_NAME));
export const viewDescription = v.pipe(v.string(), v.maxLength(MAX_VIEW_DESCRIPTION));
export const viewSort = v.object({ field: fieldRef, descending: v.boolean() });
/** References in display order; null shows what the scope shows by itself. */
export const viewColumns = v.nullable(v.pipe(v.array(fieldRef), v.maxLength(2_000)));
/**
 * Width of the bars (null: by the range), the field they are stacked by (null: none), whether they are shown, whether
 * their table is, and the range before the zoom, where the view's own is one; null as a whole keeps all that is on screen.
 */
export const viewHistogram = v.nullable(
  v.object({
    bucket: v.nullable(v.picklist(BUCKETS)),
    by: v.nullable(fieldRef),
    shown: v.optional(v.boolean(), true),
    table: v.optional(v.boolean(), false),
    zoomedFrom: v.optional(v.nullable(timeRange), null),
  }),
);

/**
 * What a saved view holds. The filter is the value; its written form is printed from it. The bounds of a relative
 * time range are not kept, so that "Last 7 days" are the last 7 days as of whenever the view is opened; a range of its
 * own keeps its instants.
 */
export const viewContent = v.object({
  name: viewName,
  /** Empty for none. */
  description: viewDescription,
  scope: v.picklist(SCOPES),
  filter: v.pipe(filterSchema, v.transform(keptFilter)),
  sort: viewSort,
  columns: viewColumns,
  histogram: viewHistogram,
  /** How often its events are to be reviewed; `none` for a view that is no review. */
  cadence: v.picklist(REVIEW_CADENCES),
});

export type ViewContent = v.InferOutput<typeof viewContent>;

/** One "Mark as reviewed". What is counted as reviewed is in `review.ts`. */
export interface Review {
  readonly id: number;
  /** ISO 8601 UTC, by the clock of the machine. */
  readonly at: string;
  readonly by: string;
  /** Bounds of the range that was reviewed, µs UTC; null is open. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether it took up where the review before it ended. */
  readonly since: boolean;
  /** Id of the newest event that was stored then; 0 in an empty workspace. */
  readonly lastEvent: number;
  /** Events of the view in that range, counted then. */
  readonly events: number;
  readonly note: string;
}

/** A saved view as a workspace keeps it. */
export interface SavedView extends ViewContent {
  readonly id: number;
  /** The chips that are on, in writing. */
  readonly written: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Newest first. */
  readonly reviews: readonly Review[];
}

/** A filter that was in use, with the scope it was used in. */
export interface RecentFilter {
  readonly filter: Filter;
  readonly scope: Scope;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** Recent filters a workspace remembers. */
export const RECENT_FILTERS = 20;

/** A filter as it is kept: the bounds of a relative range are worked out when it is used. */
export function keptFilter(filter: Filter): Filter {
  const { time } = filter;
  return time.preset === 'custom' ? filter : { ...filter, time: { ...time, from: null, to: null } };
}

/** Whether two filters say the same, whenever they are used. The zone of a relative range is the one on screen. */
export function sameKeptFilter(a: Filter, b: Filter): boolean {
  return kept(a) === kept(b);
}

function kept({ time, chips }: Filter): string {
  const range = time.preset === 'custom' ? [time.from, time.to] : time.preset;
  return JSON.stringify([range, chips]);
}
