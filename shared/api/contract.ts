import * as v from 'valibot';
import type { EventDetail, EventRow } from '../domain/event.ts';
import type { FieldKind } from '../domain/fields.ts';
import { MEASURE_NAMES, type Measure } from '../domain/measures.ts';
import type { ImportReport, Reject, Source } from '../domain/source.ts';
import { filterSchema } from '../filter/filter.ts';

/**
 * The contract between every view and the engine, written once. Client types, the allow-list of methods and
 * the validation of arguments derive from this file.
 */

/* ---- arguments: schemas, from which the types follow ---- */

const fieldRef = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const eventId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const measure = v.picklist(MEASURE_NAMES as Measure[]);
const zone = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const noArg = v.object({});

/**
 * Stands for a file the host has been allowed to touch. A view never names a path: the host issues a handle
 * after a dialog, a drop or an upload, and the engine accepts nothing else.
 */
const fileHandle = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/), v.brand('FileHandle'));
export type FileHandle = v.InferOutput<typeof fileHandle>;

const sortSchema = v.object({ field: fieldRef, descending: v.boolean() });
export type Sort = v.InferOutput<typeof sortSchema>;

/** Newest first: the order of every log view until someone asks for another. */
export const NEWEST_FIRST: Sort = { field: 'time', descending: true };

export const BUCKETS = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;

const importOptions = v.object({
  /** Profile id; null detects it. */
  profile: v.nullable(v.string()),
  /** IANA zone of times that carry none. */
  timezone: zone,
  /** Null decides from the values of each column and refuses when they do not tell. */
  dateOrder: v.nullable(v.picklist(DATE_ORDERS)),
  /** Organisation or instance to record where the file names none. */
  tenant: v.nullable(v.pipe(v.string(), v.maxLength(1_000))),
});
export type ImportOptions = v.InferOutput<typeof importOptions>;

export const DEFAULT_IMPORT_OPTIONS: ImportOptions = {
  profile: null,
  timezone: 'UTC',
  dateOrder: null,
  tenant: null,
};

export const EXPORT_FORMATS = ['csv', 'json', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const args = {
  none: noArg,
  filter: v.object({ filter: filterSchema }),
  rows: v.object({
    filter: filterSchema,
    sort: sortSchema,
    offset: count,
    limit: v.pipe(count, v.maxValue(1_000)),
  }),
  breakdown: v.object({
    filter: filterSchema,
    by: fieldRef,
    measure,
    limit: v.pipe(count, v.maxValue(1_000_000)),
  }),
  /** `bucket: null` picks the one that gives a readable number of points. */
  histogram: v.object({
    filter: filterSchema,
    bucket: v.nullable(v.picklist(BUCKETS)),
    measure,
    timezone: zone,
  }),
  /** Values of one field, counted under all *other* restrictions of the filter. */
  facetValues: v.object({
    filter: filterSchema,
    field: fieldRef,
    search: v.pipe(v.string(), v.maxLength(1_000)),
    limit: v.pipe(count, v.maxValue(10_000)),
  }),
  event: v.object({ id: eventId }),
  rejects: v.object({
    source: v.nullable(eventId),
    offset: count,
    limit: v.pipe(count, v.maxValue(1_000_000)),
  }),
  importFiles: v.object({
    files: v.pipe(v.array(fileHandle), v.minLength(1), v.maxLength(10_000)),
    options: importOptions,
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
export type EventArg = v.InferOutput<typeof args.event>;
export type RejectsArg = v.InferOutput<typeof args.rejects>;
export type ImportFilesArg = v.InferOutput<typeof args.importFiles>;
export type ExportEventsArg = v.InferOutput<typeof args.exportEvents>;

/* ---- results ---- */

/** The open workspace. */
export interface WorkspaceInfo {
  /** File name without its folder. */
  readonly name: string;
  readonly schemaVersion: number;
  /** Grows with every change of stored events; results of one revision agree with each other. */
  readonly revision: number;
  readonly events: number;
  /** Events of the two families, so that a view can say why it is empty. */
  readonly auditEvents: number;
  readonly usageEvents: number;
  readonly sources: number;
  readonly rejected: number;
  /** Time of the newest dated event, µs UTC; null when there is none. */
  readonly newestTime: number | null;
  readonly oldestTime: number | null;
}

/** Totals over a filter. Absent measures are null, not 0. Times are ISO 8601 UTC. */
export interface Summary {
  readonly events: number;
  readonly auditEvents: number;
  readonly usageEvents: number;
  readonly undated: number;
  readonly actors: number;
  readonly actions: number;
  readonly resources: number;
  readonly models: number;
  readonly requests: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly credits: number | null;
  readonly cost: number | null;
  readonly byokCost: number | null;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
}

/** One group of a breakdown. `key` null is "no value". */
export interface Group {
  readonly key: string | null;
  readonly label: string;
  readonly events: number;
  readonly requests: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly credits: number | null;
  readonly cost: number | null;
  readonly byokCost: number | null;
}

/** Sorted by the measure, descending; ties by key. `total` counts the groups before `limit`. */
export interface Breakdown {
  readonly by: string;
  readonly measure: Measure;
  readonly total: number;
  readonly groups: readonly Group[];
}

/** One bar; `[from, to)` ISO 8601 UTC. */
export interface HistogramPoint {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly events: number;
}

/** Gap-free between the first and the last event. Undated events are counted apart. */
export interface Histogram {
  readonly bucket: Bucket;
  readonly measure: Measure;
  readonly timezone: string;
  readonly undated: number;
  readonly points: readonly HistogramPoint[];
}

/** A page of the log. `total` counts all events of the filter. */
export interface RowsPage {
  readonly total: number;
  readonly offset: number;
  readonly revision: number;
  readonly rows: readonly EventRow[];
}

/** One value of a facet. */
export interface FacetValue {
  readonly value: string | null;
  readonly label: string;
  readonly events: number;
}

/** `total` counts the values that match the search before `limit`. */
export interface FacetValues {
  readonly field: string;
  readonly total: number;
  readonly values: readonly FacetValue[];
}

/** A column the grid can show: a field that has values, or an extra column. */
export interface ColumnInfo {
  readonly ref: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly extra: boolean;
  /** Events with a value. */
  readonly filled: number;
}

export interface RejectsPage {
  readonly total: number;
  readonly rejects: readonly Reject[];
}

/** A known kind of export. */
export interface ProfileSummary {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly family: 'audit' | 'usage' | 'either';
  readonly about: string;
  readonly formats: readonly string[];
}

/** What an export wrote. */
export interface ExportReport {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: ExportFormat;
  /** Whether cells that a spreadsheet would run as formulas were defused. */
  readonly sanitised: boolean;
}

/** One check of `verify`. */
export interface VerifyCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was found; when not ok, names the batch and the row range. */
  readonly message: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly batches: number;
  readonly events: number;
  /** Head of the hash chain, hex; null in an empty workspace. */
  readonly head: string | null;
  readonly checks: readonly VerifyCheck[];
}

/* ---- progress and events ---- */

/** How far a long call is. `total` null when it cannot be known. */
export interface Progress {
  /** What is being done, for people: "Reading usage.csv". */
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'records' | 'batches';
  /** Records read so far, when importing. */
  readonly records: number | null;
}

/** Sent to every view, unasked. */
export type EngineEvent =
  | { readonly name: 'changed'; readonly revision: number }
  | { readonly name: 'workspace'; readonly workspace: WorkspaceInfo | null };

/* ---- the interface ---- */

/** Every question a view may ask and every order it may give. Always one object argument. */
export interface EngineApi {
  /** The open workspace; null when none is open. */
  workspace(arg: NoArg): WorkspaceInfo | null;
  sources(arg: NoArg): readonly Source[];
  rejects(arg: RejectsArg): RejectsPage;
  profiles(arg: NoArg): readonly ProfileSummary[];
  columns(arg: NoArg): readonly ColumnInfo[];
  summary(arg: FilterArg): Summary;
  breakdown(arg: BreakdownArg): Breakdown;
  histogram(arg: HistogramArg): Histogram;
  rows(arg: RowsArg): RowsPage;
  facetValues(arg: FacetValuesArg): FacetValues;
  /** @throws UNKNOWN_EVENT */
  event(arg: EventArg): EventDetail;
  /** Long; reports progress; cancelling keeps what is committed and marks the source interrupted. */
  importFiles(arg: ImportFilesArg): ImportReport;
  /** Long; reports progress; cancelling leaves no file. */
  exportEvents(arg: ExportEventsArg): ExportReport;
  /** Long; reports progress. */
  verify(arg: NoArg): VerifyReport;
}

/** Where a call runs: `query` answers at once, `write` changes the workspace, `job` reads for long. */
export type Lane = 'query' | 'write' | 'job';

/** Name of a method of the contract. */
export type Method = keyof EngineApi;

interface MethodSpec<M extends Method> {
  readonly lane: Lane;
  readonly arg: v.GenericSchema<unknown, Parameters<EngineApi[M]>[0]>;
}

/** The allow-list. Leaving a method out, or giving it another argument, is a compile error. */
export const METHODS = {
  workspace: { lane: 'query', arg: args.none },
  sources: { lane: 'query', arg: args.none },
  rejects: { lane: 'query', arg: args.rejects },
  profiles: { lane: 'query', arg: args.none },
  columns: { lane: 'query', arg: args.none },
  summary: { lane: 'query', arg: args.filter },
  breakdown: { lane: 'query', arg: args.breakdown },
  histogram: { lane: 'query', arg: args.histogram },
  rows: { lane: 'query', arg: args.rows },
  facetValues: { lane: 'query', arg: args.facetValues },
  event: { lane: 'query', arg: args.event },
  importFiles: { lane: 'write', arg: args.importFiles },
  exportEvents: { lane: 'job', arg: args.exportEvents },
  verify: { lane: 'job', arg: args.none },
} as const satisfies { readonly [M in Method]: MethodSpec<M> };

/** Whether a text names a method of the contract. */
export function isMethod(name: string): name is Method {
  return Object.hasOwn(METHODS, name);
}
