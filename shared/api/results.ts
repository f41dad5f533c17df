import type { EventRow } from '../domain/event.ts';
import type { FieldKind } from '../domain/fields.ts';
import type { Measure } from '../domain/measures.ts';
import type { Reject } from '../domain/source.ts';
import type { RecentFilter, SavedView } from '../views/saved-view.ts';
import type { Bucket, ExportFormat, GroupOrder } from './arguments.ts';

/* Results of the contract, progress of its calls, and what it tells unasked. */

/** How the column index of a workspace stands. Answers are right either way; without it they take longer. */
export interface IndexState {
  readonly ready: boolean;
  /** Why it is not, for people; null when it is. */
  readonly reason: string | null;
}

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
  /** Sources that were withdrawn, and their events. No other figure counts them. */
  readonly withdrawn: { readonly sources: number; readonly events: number };
  /** Time of the newest dated event, µs UTC; null when there is none. */
  readonly newestTime: number | null;
  readonly oldestTime: number | null;
  readonly index: IndexState;
  /** Whether views, reviews and settings can be saved: not while another program holds the workspace. */
  readonly canSave: boolean;
}

/** What was charged in one currency. */
export interface CurrencyCost {
  /** As the log names it; null where it names none. */
  readonly currency: string | null;
  readonly cost: number | null;
  readonly byokCost: number | null;
}

/**
 * Sums of the costs of some events. Currencies are never added together: where a sum would be of several, `cost` or
 * `byokCost` is null, and `costs` has each of them.
 */
export interface Costs {
  readonly cost: number | null;
  readonly byokCost: number | null;
  /** One per currency that any of the events has a cost in: most events first, then by name, none last. */
  readonly costs: readonly CurrencyCost[];
}

/** Totals over a filter. Absent measures are null, not 0. Times are ISO 8601 UTC. */
export interface Summary extends Costs {
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
  readonly firstTime: string | null;
  readonly lastTime: string | null;
}

/** One group of a breakdown. `key` null is "no value". */
export interface Group extends Costs {
  readonly key: string | null;
  readonly label: string;
  readonly events: number;
  readonly requests: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly credits: number | null;
  /** Only where `times` was asked for. ISO 8601 UTC; null when all of them are undated. */
  readonly firstTime?: string | null;
  readonly lastTime?: string | null;
  /** Only where `times` was asked for: the balance of the latest dated event that states one. */
  readonly balance?: number | null;
  /** Only where `times` was asked for, by actor: what they are, as in the field `actorKind`. */
  readonly actorKind?: string | null;
}

/**
 * Sorted by the measure, descending, or as was asked for; groups without a value of it come last, ties go by key.
 * `total` counts the groups that the search leaves, before `limit`.
 */
export interface Breakdown {
  readonly by: string;
  readonly measure: Measure;
  /** Absent where none was asked for. */
  readonly order?: GroupOrder;
  /**
   * Where the events have costs in several currencies: the one that groups are ranked by, if the measure is a cost. It
   * is the one that was asked for, else that of most events with this cost. Null where the costs name none; absent where they are of one currency.
   */
  readonly currency?: string | null;
  readonly total: number;
  readonly groups: readonly Group[];
}

/** One bar; `[from, to)` ISO 8601 UTC. */
export interface HistogramPoint {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly events: number;
  /** The part of each series, in their order; they add up to `value`. Absent where no field splits the points. */
  readonly values?: readonly number[];
}

/**
 * A part of every point: one value of the field, all values too small for a series of their own, or the events
 * without a value.
 */
export interface HistogramSeries {
  readonly kind: 'value' | 'other' | 'none';
  /** The value; null for the other kinds. */
  readonly key: string | null;
  readonly label: string;
  /** How many values of the field it stands for; 0 for events without one. */
  readonly groups: number;
  /** Over all points. */
  readonly value: number;
  readonly events: number;
}

/** Gap-free between the first and the last event. Undated events are counted apart. */
export interface Histogram {
  readonly bucket: Bucket;
  readonly measure: Measure;
  readonly timezone: string;
  /**
   * Where the events have costs in several currencies: the one that all values are of, if the measure is a cost. It is
   * the one that was asked for, else that of most events with this cost; others are not in the values. Null where the costs name none; absent where they are of one.
   */
  readonly currency?: string | null;
  readonly undated: number;
  /** The field that splits the points; null when none does. */
  readonly by: string | null;
  /** Largest values first, then the others, then no value; empty when no field splits the points. */
  readonly series: readonly HistogramSeries[];
  readonly points: readonly HistogramPoint[];
}

/** A page of the log. `total` counts all events of the filter. */
export interface RowsPage {
  readonly total: number;
  readonly offset: number;
  readonly revision: number;
  readonly rows: readonly EventRow[];
}

/** Everything a log view shows of one filter, from one reading of one revision, so that its numbers agree. */
export interface Dashboard {
  readonly revision: number;
  readonly summary: Summary;
  /** Null when none was asked for. */
  readonly histogram: Histogram | null;
  /** In the order they were asked for. */
  readonly breakdowns: readonly Breakdown[];
  readonly page: RowsPage;
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

/** The events around one of them. */
export interface Neighbours {
  readonly revision: number;
  /** `time`: by time, ties by id. `place`: the event has no time, so by place in its source, of all its events. */
  readonly order: 'time' | 'place';
  /** In order; the last of them is the nearest. */
  readonly before: readonly EventRow[];
  /** In order; the first of them is the nearest. */
  readonly after: readonly EventRow[];
  /** Whether there are more on that side than were asked for. */
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
}

/** A raw record as its import read it. */
export interface RecordReading {
  /** WHATWG name of the encoding of its source. */
  readonly encoding: string;
  /** Its text, where its bytes are not UTF-8; null where they are. */
  readonly decoded: string | null;
  /** Where it is a row: its cells under the columns of its file. A column without a cell has none, and so the reverse. */
  readonly cells: readonly { readonly column: string | null; readonly text: string | null }[] | null;
  /** The time as the record writes it; null where that cannot be told. */
  readonly time: string | null;
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
  /** Whether it is the user's own, not one that comes with the program. */
  readonly own: boolean;
  /** File of a profile of the user's own; null for those that come with the program. */
  readonly from: string | null;
}

/** What {@link EngineApi.saveMapping} wrote. */
export interface MappingSaved {
  readonly bytes: number;
}

/** What {@link EngineApi.saveChart} wrote. */
export interface ChartSaved {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What a workspace keeps about how it is looked at. */
export interface SavedViews {
  /** By name. */
  readonly views: readonly SavedView[];
  /** The view to open the workspace with. */
  readonly defaultView: number | null;
  /** Newest first. */
  readonly recent: readonly RecentFilter[];
  /** Views whose content cannot be read, such as after another program changed it; they can be deleted. */
  readonly unreadable: readonly { readonly id: number; readonly name: string }[];
  /** Who works at this machine, as a suggestion of who reviews. */
  readonly user: string;
}

/** What {@link EngineApi.importView} made of a file. */
export interface ViewImported {
  readonly view: SavedView;
  /** One line each: what was left out, or means something else here. */
  readonly remarks: readonly string[];
}

/** What {@link EngineApi.exportView} wrote. */
export interface ViewExported {
  readonly bytes: number;
}

/**
 * Whether a restriction of a filter matches any event by itself; null where one restriction less brings events back, since
 * then nobody asks.
 */
export type Alone = 'some' | 'none' | null;

/** How many events a filter would let through with one restriction less, and whether that one matches any by itself. */
export interface FilterRelaxations {
  readonly revision: number;
  /** Without the time range, and when the newest and the oldest of them were, µs UTC; null when there is no range. */
  readonly time: {
    readonly events: number;
    readonly newest: number | null;
    readonly oldest: number | null;
    readonly alone: Alone;
  } | null;
  /** For every chip that is on, by its place among all chips. */
  readonly chips: readonly { readonly at: number; readonly events: number; readonly alone: Alone }[];
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

/** What {@link EngineApi.reindex} wrote. */
export interface ReindexReport {
  readonly segments: number;
  readonly events: number;
}

/** How far a long call is. `total` null when it cannot be known. */
export interface Progress {
  /** What is being done, for people: "Reading usage.csv". */
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'records' | 'batches';
  /** Records read so far, when importing. */
  readonly records: number | null;
  /**
   * While text is searched in display order: the first page as far as it has been found. These are final rows in
   * their final order; more may follow them.
   */
  readonly firstRows?: readonly EventRow[];
}

/** Sent to every view, unasked. */
export type EngineEvent =
  | { readonly name: 'changed'; readonly revision: number }
  /** Saved views, reviews or recent filters are others now. */
  | { readonly name: 'views' }
  | { readonly name: 'workspace'; readonly workspace: WorkspaceInfo | null };
