import * as v from 'valibot';
import { importChoices } from '../domain/import-choices.ts';
import { MEASURE_NAMES, type Measure } from '../domain/measures.ts';
import { MAX_STATED_BY, MAX_STATEMENT, SOURCE_FACT_NAMES } from '../domain/source-statements.ts';
import { filterSchema, timeRange } from '../filter/filter.ts';
import { BUCKETS } from '../time/bucket-names.ts';
import { MAX_NAME, MAX_NOTE, REVIEW_ITEMS, reviewPeriod } from '../usage/review.ts';
import { SCOPES, viewContent } from '../views/saved-view.ts';

/* Arguments of the contract: schemas, from which the types follow. */

const fieldRef = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const eventId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const measure = v.picklist(MEASURE_NAMES as Measure[]);
const zone = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const noArg = v.object({});
const instant = v.pipe(v.number(), v.safeInteger());
const sourceIds = v.pipe(v.array(eventId), v.minLength(1), v.maxLength(10_000));

/**
 * Stands for a file the host has been allowed to touch. A view never names a path: the host issues a handle
 * after a dialog, a drop or an upload, and the engine accepts nothing else.
 */
const fileHandle = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/), v.brand('FileHandle'));
export type FileHandle = v.InferOutput<typeof fileHandle>;

/** A log to read: a file the host was allowed to touch, or the stored content of a source, which is read anew. */
const logRef = v.union([fileHandle, v.strictObject({ source: eventId })]);
export type LogRef = v.InferOutput<typeof logRef>;

const sortSchema = v.object({ field: fieldRef, descending: v.boolean() });
export type Sort = v.InferOutput<typeof sortSchema>;

/** Newest first: the order of every log view until someone asks for another. */
export const NEWEST_FIRST: Sort = { field: 'time', descending: true };

export { BUCKETS, type Bucket } from '../time/bucket-names.ts';

/** What neighbours of an event may be asked to share with it. */
export const NEIGHBOUR_FIELDS = ['actor', 'resource'] as const;

/** Most neighbours on either side of an event. */
export const MAX_NEIGHBOURS = 500;

export const EXPORT_FORMATS = ['csv', 'json', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Formats of files that are written: exports, and pictures of charts. */
export const SAVE_FORMATS = [...EXPORT_FORMATS, 'svg', 'png'] as const;
export type SaveFormat = (typeof SAVE_FORMATS)[number];

/** Longest content of a saved chart, in UTF-16 units. */
const MAX_SAVED_CONTENT = 64 * 1024 * 1024;

/** Most rows of one page. */
const pageLimit = v.pipe(count, v.maxValue(1_000));

/** What groups may be ordered by, beside the measure. */
export const GROUP_ORDERS = ['measure', 'label', 'firstTime', 'lastTime', 'balance'] as const;
const groupOrder = v.object({ by: v.picklist(GROUP_ORDERS), descending: v.boolean() });
export type GroupOrder = v.InferOutput<typeof groupOrder>;

/**
 * Which currency costs are told in where there are several, null being those that name none. That of most events where
 * it is left out, or no event has a cost in it.
 */
const currency = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1_000))));

const breakdownShape = {
  by: fieldRef,
  measure,
  /** Absent orders by the measure, the largest first. */
  order: v.optional(groupOrder),
  /** Keeps groups whose key or label holds it, ignoring case; an actor is found by name, id and e-mail address, too. */
  search: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  limit: v.pipe(count, v.maxValue(1_000_000)),
  /** Groups of the order to pass over, as for a page further down. */
  offset: v.optional(count),
  /** Leaves out the filter's own restrictions of the field, as a list of its values to choose from does. */
  withoutOwn: v.optional(v.boolean()),
  /** Gives each group its first and last time and its final balance, too, and actors their kind. */
  times: v.optional(v.boolean()),
};

/** Fields whose values stand for someone or something that uses, and is compared with itself. */
export const SUBJECT_FIELDS = ['actor', 'worker', 'model', 'apiKey', 'provider', 'entryPoint'] as const;
export type SubjectField = (typeof SUBJECT_FIELDS)[number];
const subject = v.picklist(SUBJECT_FIELDS);
const subjects = v.pipe(v.array(subject), v.minLength(1), v.maxLength(SUBJECT_FIELDS.length));

/** Most values of a field with a line of their own in a matrix; the others share one. */
export const MAX_MATRIX_LINES = 500;
const matrixLines = v.pipe(count, v.maxValue(MAX_MATRIX_LINES));

/** Most points one histogram has; more would be no chart and a strain on everything behind it. */
export const MAX_POINTS = 100_000;

const histogramShape = {
  /** Null picks the one that gives a readable number of points. */
  bucket: v.nullable(v.picklist(BUCKETS)),
  measure,
  timezone: zone,
  /** The field whose values every point is split by; absent or null, none is. */
  by: v.optional(v.nullable(fieldRef)),
  /** A bucket that would give more points than this is widened to the first that does not, or to the widest. */
  maxPoints: v.optional(v.pipe(count, v.minValue(1), v.maxValue(MAX_POINTS))),
  /** Begins and ends with the time range of the filter, where it has bounds, instead of with its events. */
  wholeRange: v.optional(v.boolean()),
};

/** One schema per kind of argument; types and validation follow from these. */
export const args = {
  none: noArg,
  filter: v.object({ filter: filterSchema }),
  rows: v.object({
    filter: filterSchema,
    sort: sortSchema,
    offset: count,
    limit: pageLimit,
  }),
  breakdown: v.object({ filter: filterSchema, ...breakdownShape, currency }),
  histogram: v.object({ filter: filterSchema, ...histogramShape, currency }),
  /** Values of one field, counted under all *other* restrictions of the filter. */
  facetValues: v.object({
    filter: filterSchema,
    field: fieldRef,
    search: v.pipe(v.string(), v.maxLength(1_000)),
    limit: v.pipe(count, v.maxValue(10_000)),
  }),
  usageMatrix: v.object({
    filter: filterSchema,
    rows: fieldRef,
    columns: fieldRef,
    measure,
    rowLimit: matrixLines,
    columnLimit: matrixLines,
    currency,
  }),
  usageBursts: v.object({
    filter: filterSchema,
    by: subjects,
    /** How long "at the same time" is. */
    seconds: v.pipe(count, v.minValue(1), v.maxValue(86_400)),
    limit: v.pipe(count, v.maxValue(1_000)),
  }),
  usageOutliers: v.object({
    filter: filterSchema,
    /** What each event is compared with: those of the same value. */
    by: subjects,
    measure: v.picklist(['credits', 'cost', 'byokCost', 'requests', 'inputTokens', 'outputTokens']),
    limit: v.pipe(count, v.maxValue(1_000)),
  }),
  monthFigures: v.object({
    /** The "now" the months are relative to, µs UTC. */
    asOf: instant,
    timezone: zone,
  }),
  dashboard: v.object({
    filter: filterSchema,
    sort: sortSchema,
    offset: count,
    limit: pageLimit,
    /** Null leaves the histogram out. */
    histogram: v.nullable(v.object(histogramShape)),
    breakdowns: v.pipe(v.array(v.object(breakdownShape)), v.maxLength(50)),
    currency,
  }),
  event: v.object({ id: eventId }),
  neighbours: v.object({
    id: eventId,
    /** Which events count as neighbours; the event itself need not be one of them. */
    filter: filterSchema,
    /** Only those with the same value as the event, which may be none. */
    same: v.nullable(v.picklist(NEIGHBOUR_FIELDS)),
    /** Most of them on either side. */
    count: v.pipe(count, v.maxValue(MAX_NEIGHBOURS)),
    /** Only those at most so many µs away; null sets no limit. Says nothing where the event has no time. */
    within: v.nullable(count),
  }),
  rejects: v.object({
    source: v.nullable(eventId),
    offset: count,
    limit: v.pipe(count, v.maxValue(1_000_000)),
  }),
  timezone: v.object({ timezone: zone }),
  sourceAccount: v.object({ source: eventId, timezone: zone }),
  duplicates: v.object({
    /** Null asks for those of every source. */
    source: v.nullable(eventId),
    kind: v.nullable(v.picklist(['same', 'conflict'])),
    offset: count,
    limit: pageLimit,
  }),
  compareSources: v.object({
    /** The sources of the export that was taken first, and those of the later one. */
    first: sourceIds,
    second: sourceIds,
    /**
     * The time both exports were asked for, `[from, to)` in µs UTC, null is open; null as a whole takes what both
     * cover, from the first to the last record.
     */
    window: v.nullable(v.object({ from: v.nullable(instant), to: v.nullable(instant) })),
    /** Most records of each list. */
    limit: v.pipe(count, v.maxValue(1_000_000)),
  }),
  actors: v.object({
    /** Part of an id, a name, an e-mail address or a key, ignoring case. */
    search: v.pipe(v.string(), v.maxLength(1_000)),
    offset: count,
    limit: v.pipe(count, v.maxValue(1_000_000)),
  }),
  exportRejects: v.object({
    source: v.nullable(eventId),
    format: v.picklist(['csv', 'jsonl']),
    target: fileHandle,
  }),
  importFiles: v.object({
    files: v.pipe(v.array(logRef), v.minLength(1), v.maxLength(10_000)),
    options: importChoices,
    /** Whether files that are known are read anew; the sources that are there are withdrawn for it. */
    again: v.optional(v.boolean()),
  }),
  source: v.object({ source: eventId }),
  previewImport: v.object({ file: logRef, options: importChoices }),
  saveMapping: v.object({ options: importChoices, target: fileHandle }),
  saveProfile: v.object({
    /** The file the mapping was made for: what it looks like is how the profile knows others of its kind. */
    file: logRef,
    options: importChoices,
    id: v.pipe(v.string(), v.maxLength(64)),
    title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  }),
  /** `id` null saves a new view; else everything about that view is replaced, its name included. */
  saveView: v.object({ id: v.nullable(eventId), view: viewContent }),
  view: v.object({ id: eventId }),
  /** Null takes the default away. */
  defaultView: v.object({ id: v.nullable(eventId) }),
  reviewView: v.object({
    id: eventId,
    /** The range on screen, resolved; says nothing when `since` is true and there was a review. */
    time: timeRange,
    /** Whether it takes up where the last review ended. */
    since: v.boolean(),
    by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
    note: v.pipe(v.string(), v.maxLength(2_000)),
  }),
  exportView: v.object({ id: eventId, target: fileHandle }),
  importView: v.object({ file: fileHandle }),
  usageReview: v.object({ period: reviewPeriod }),
  noteUsageReview: v.object({
    period: reviewPeriod,
    item: v.picklist(REVIEW_ITEMS),
    done: v.boolean(),
    note: v.pipe(v.string(), v.maxLength(MAX_NOTE)),
    by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME)),
  }),
  stateOfSource: v.object({
    source: eventId,
    fact: v.picklist(SOURCE_FACT_NAMES),
    text: v.pipe(v.string(), v.trim(), v.maxLength(MAX_STATEMENT)),
    by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_STATED_BY)),
  }),
  rememberFilter: v.object({ filter: filterSchema, scope: v.picklist(SCOPES) }),
  /** A chart, as a picture or as its numbers. */
  saveChart: v.object({
    content: v.pipe(v.string(), v.maxLength(MAX_SAVED_CONTENT)),
    /** `text` is written as UTF-8; `base64` stands for bytes. */
    encoding: v.picklist(['text', 'base64']),
    target: fileHandle,
  }),
  exportEvents: v.object({
    filter: filterSchema,
    sort: sortSchema,
    format: v.picklist(EXPORT_FORMATS),
    target: fileHandle,
  }),
} as const;

export type NoArg = v.InferOutput<typeof args.none>;
export type FilterArg = v.InferOutput<typeof args.filter>;
export type RowsArg = v.InferOutput<typeof args.rows>;
export type BreakdownArg = v.InferOutput<typeof args.breakdown>;
export type HistogramArg = v.InferOutput<typeof args.histogram>;
export type FacetValuesArg = v.InferOutput<typeof args.facetValues>;
export type UsageMatrixArg = v.InferOutput<typeof args.usageMatrix>;
export type UsageBurstsArg = v.InferOutput<typeof args.usageBursts>;
export type UsageOutliersArg = v.InferOutput<typeof args.usageOutliers>;
export type MonthFiguresArg = v.InferOutput<typeof args.monthFigures>;
export type UsageReviewArg = v.InferOutput<typeof args.usageReview>;
export type NoteUsageReviewArg = v.InferOutput<typeof args.noteUsageReview>;
export type DashboardArg = v.InferOutput<typeof args.dashboard>;
export type EventArg = v.InferOutput<typeof args.event>;
export type NeighboursArg = v.InferOutput<typeof args.neighbours>;
export type RejectsArg = v.InferOutput<typeof args.rejects>;
export type ImportFilesArg = v.InferOutput<typeof args.importFiles>;
export type SourceArg = v.InferOutput<typeof args.source>;
export type PreviewImportArg = v.InferOutput<typeof args.previewImport>;
export type SaveMappingArg = v.InferOutput<typeof args.saveMapping>;
export type SaveChartArg = v.InferOutput<typeof args.saveChart>;
export type SaveProfileArg = v.InferOutput<typeof args.saveProfile>;
export type ExportEventsArg = v.InferOutput<typeof args.exportEvents>;
export type SaveViewArg = v.InferOutput<typeof args.saveView>;
export type ViewArg = v.InferOutput<typeof args.view>;
export type DefaultViewArg = v.InferOutput<typeof args.defaultView>;
export type ReviewViewArg = v.InferOutput<typeof args.reviewView>;
export type ExportViewArg = v.InferOutput<typeof args.exportView>;
export type ImportViewArg = v.InferOutput<typeof args.importView>;
export type RememberFilterArg = v.InferOutput<typeof args.rememberFilter>;
export type CoverageArg = v.InferOutput<typeof args.timezone>;
export type StateOfSourceArg = v.InferOutput<typeof args.stateOfSource>;
export type SourceAccountArg = v.InferOutput<typeof args.sourceAccount>;
export type DuplicatesArg = v.InferOutput<typeof args.duplicates>;
export type CompareSourcesArg = v.InferOutput<typeof args.compareSources>;
export type ActorsArg = v.InferOutput<typeof args.actors>;
export type ExportRejectsArg = v.InferOutput<typeof args.exportRejects>;
