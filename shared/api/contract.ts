import type * as v from 'valibot';
import type { EventDetail } from '../domain/event.ts';
import type { ImportPreview } from '../domain/import-preview.ts';
import type { ImportReport, Source } from '../domain/source.ts';
import type { SourceStatements } from '../domain/source-statements.ts';
import type { UsageReview } from '../usage/review.ts';
import type { RecentFilter, SavedView } from '../views/saved-view.ts';
import type {
  ActorNames,
  ActorsPage,
  Comparison,
  CoverageReport,
  DuplicatesPage,
  SourceAccount,
} from './analysis-results.ts';
import {
  type ActorsArg,
  args,
  type BreakdownArg,
  type CompareSourcesArg,
  type CoverageArg,
  type DashboardArg,
  type DefaultViewArg,
  type DuplicatesArg,
  type EventArg,
  type ExportEventsArg,
  type ExportRejectsArg,
  type ExportViewArg,
  type FacetValuesArg,
  type FilterArg,
  type HistogramArg,
  type ImportFilesArg,
  type ImportViewArg,
  type MonthFiguresArg,
  type NeighboursArg,
  type NoArg,
  type NoteUsageReviewArg,
  type PreviewImportArg,
  type RejectsArg,
  type RememberFilterArg,
  type ReviewViewArg,
  type RowsArg,
  type SaveChartArg,
  type SaveMappingArg,
  type SaveProfileArg,
  type SaveViewArg,
  type SourceAccountArg,
  type SourceArg,
  type StateOfSourceArg,
  type UsageBurstsArg,
  type UsageMatrixArg,
  type UsageOutliersArg,
  type UsageReviewArg,
  type ViewArg,
} from './arguments.ts';
import type {
  Breakdown,
  ChartSaved,
  ColumnInfo,
  Dashboard,
  ExportReport,
  FacetValues,
  FilterRelaxations,
  Histogram,
  MappingSaved,
  Neighbours,
  ProfileSummary,
  RecordReading,
  ReindexReport,
  RejectsPage,
  RowsPage,
  SavedViews,
  Summary,
  VerifyReport,
  ViewExported,
  ViewImported,
  WorkspaceInfo,
} from './results.ts';
import type { MonthFigures, UsageBursts, UsageMatrix, UsageOutliers } from './usage-results.ts';

/**
 * The contract between every view and the engine, written once. Client types, the allow-list of methods and
 * the validation of arguments derive from it.
 */

export type { ImportOptions } from '../domain/import-choices.ts';
export { DATE_ORDERS, DEFAULT_IMPORT_OPTIONS } from '../domain/import-choices.ts';
export type * from './analysis-results.ts';
export { LEDGER_KINDS } from './analysis-results.ts';
export type * from './arguments.ts';
export {
  BUCKETS,
  EXPORT_FORMATS,
  GROUP_ORDERS,
  MAX_MATRIX_LINES,
  MAX_NEIGHBOURS,
  MAX_POINTS,
  NEIGHBOUR_FIELDS,
  NEWEST_FIRST,
  SAVE_FORMATS,
  SUBJECT_FIELDS,
} from './arguments.ts';
export type * from './results.ts';
export type * from './usage-results.ts';

/** Every question a view may ask and every order it may give. Always one object argument. */
export interface EngineApi {
  /** The open workspace; null when none is open. */
  workspace(arg: NoArg): WorkspaceInfo | null;
  sources(arg: NoArg): readonly Source[];
  rejects(arg: RejectsArg): RejectsPage;
  /** The accounting of one source, counted anew. @throws UNKNOWN_SOURCE, BAD_ARGUMENT (zone) */
  sourceAccount(arg: SourceAccountArg): SourceAccount;
  /** Records that were found again, beside the events they repeat. */
  duplicates(arg: DuplicatesArg): DuplicatesPage;
  /** Every log, stitched together from its exports. @throws BAD_ARGUMENT (zone) */
  coverage(arg: CoverageArg): CoverageReport;
  /** Two exports of one log: what vanished, what was altered, what came late. @throws UNKNOWN_SOURCE */
  compareSources(arg: CompareSourcesArg): Comparison;
  /** Who acted, over all imports. */
  actors(arg: ActorsArg): ActorsPage;
  /** Names of the ids and addresses that some events show without one. */
  actorNames(arg: NoArg): readonly ActorNames[];
  profiles(arg: NoArg): readonly ProfileSummary[];
  columns(arg: NoArg): readonly ColumnInfo[];
  summary(arg: FilterArg): Summary;
  breakdown(arg: BreakdownArg): Breakdown;
  histogram(arg: HistogramArg): Histogram;
  rows(arg: RowsArg): RowsPage;
  facetValues(arg: FacetValuesArg): FacetValues;
  /** All a log view shows of one filter. May be long when text is searched: reports progress, with first rows. */
  dashboard(arg: DashboardArg): Dashboard;
  /** A measure by two fields at once, with what is not shown as lines of their own, so that it adds up. */
  usageMatrix(arg: UsageMatrixArg): UsageMatrix;
  /** Many executions within a short time, compared with what is usual for the same actor, worker, … */
  usageBursts(arg: UsageBurstsArg): UsageBursts;
  /** Events that consumed far more than is usual for their own actor, worker, … */
  usageOutliers(arg: UsageOutliersArg): UsageOutliers;
  /** Calendar months, whatever the filter. @throws BAD_ARGUMENT (zone) */
  monthFigures(arg: MonthFiguresArg): MonthFigures;
  /** @throws UNKNOWN_EVENT */
  event(arg: EventArg): EventDetail;
  /** What happened just before and just after an event. @throws UNKNOWN_EVENT */
  neighbours(arg: NeighboursArg): Neighbours;
  /** How the raw record of an event was read. @throws UNKNOWN_EVENT */
  recordReading(arg: EventArg): RecordReading;
  /**
   * What would become of a file, from its start; stores nothing and needs no open workspace. What a choice can answer
   * is a question in the preview, not an error.
   */
  previewImport(arg: PreviewImportArg): ImportPreview;
  /** Writes the choices as a mapping file, which `import --mapping` takes. */
  saveMapping(arg: SaveMappingArg): MappingSaved;
  /**
   * Keeps how a file is read as a profile of the user's own, which then recognises others of its kind.
   * @throws BAD_MAPPING when it cannot be one
   */
  saveProfile(arg: SaveProfileArg): ProfileSummary;
  /** Long; reports progress; cancelling keeps what is committed and marks the source interrupted. */
  importFiles(arg: ImportFilesArg): ImportReport;
  /**
   * Leaves a source out of every query, count and export; nothing stored changes. @throws UNKNOWN_SOURCE, BAD_ARGUMENT
   */
  withdrawSource(arg: SourceArg): Source;
  /** Takes a withdrawn source in again, in place of another reading of its bytes. @throws UNKNOWN_SOURCE, BAD_ARGUMENT */
  restoreSource(arg: SourceArg): Source;
  /**
   * Writes the column index anew from the rows. Long; reports progress; cancelling leaves an incomplete index,
   * which every reader notices. No evidence is touched.
   */
  reindex(arg: NoArg): ReindexReport;
  /** Writes what a view drew or counted. @throws UNKNOWN_HANDLE, DISK_FULL, DISK_ERROR */
  saveChart(arg: SaveChartArg): ChartSaved;
  /** Long; reports progress; cancelling leaves no file. */
  exportEvents(arg: ExportEventsArg): ExportReport;
  /** Rejected records with their whole raw text. Long; reports progress; cancelling leaves no file. */
  exportRejects(arg: ExportRejectsArg): ExportReport;
  /** What each restriction of a filter holds back: for when nothing matches. @throws UNKNOWN_FIELD */
  relaxations(arg: FilterArg): FilterRelaxations;
  /** Saved views with their reviews, and recent filters. All of it lies apart from evidence. */
  savedViews(arg: NoArg): SavedViews;
  /**
   * Saves a view, or replaces one: renaming, too. FORBIDDEN, here and below, where another program holds the workspace.
   * @throws VIEW_EXISTS, UNKNOWN_VIEW, FORBIDDEN
   */
  saveView(arg: SaveViewArg): SavedView;
  /** It can be restored until the workspace is opened the next time. @throws UNKNOWN_VIEW, FORBIDDEN */
  deleteView(arg: ViewArg): null;
  /** Takes a deletion back; the view is as it was, with its reviews. @throws UNKNOWN_VIEW, VIEW_EXISTS, FORBIDDEN */
  restoreView(arg: ViewArg): SavedView;
  /** @throws UNKNOWN_VIEW, FORBIDDEN */
  setDefaultView(arg: DefaultViewArg): null;
  /** Notes that the events of a view were reviewed, and counts them. @throws UNKNOWN_VIEW, FORBIDDEN */
  reviewView(arg: ReviewViewArg): SavedView;
  /** Writes a view as a file for other workspaces, without its reviews. @throws UNKNOWN_VIEW */
  exportView(arg: ExportViewArg): ViewExported;
  /** Saves the view of such a file, under another name where its own is taken. @throws BAD_VIEW, FORBIDDEN */
  importView(arg: ImportViewArg): ViewImported;
  /** Puts a filter on top of the recent ones. @throws FORBIDDEN */
  rememberFilter(arg: RememberFilterArg): readonly RecentFilter[];
  /** Forgets the recent filters. @throws FORBIDDEN */
  forgetFilters(arg: NoArg): null;
  /** What was ticked and noted in the usage review of a period. Apart from evidence. */
  usageReview(arg: UsageReviewArg): UsageReview;
  /** Ticks an item, or takes the tick away, with a note; earlier statements are kept. @throws FORBIDDEN */
  noteUsageReview(arg: NoteUsageReviewArg): UsageReview;
  /** What people state of sources that their files do not say: scope, exporter, retention. Apart from evidence. */
  sourceStatements(arg: NoArg): SourceStatements;
  /** States such a fact, or with empty text takes it back; earlier statements are kept. @throws UNKNOWN_SOURCE, FORBIDDEN */
  stateOfSource(arg: StateOfSourceArg): SourceStatements;
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
  sourceAccount: { lane: 'job', arg: args.sourceAccount },
  duplicates: { lane: 'query', arg: args.duplicates },
  coverage: { lane: 'job', arg: args.timezone },
  compareSources: { lane: 'job', arg: args.compareSources },
  actors: { lane: 'job', arg: args.actors },
  actorNames: { lane: 'job', arg: args.none },
  profiles: { lane: 'query', arg: args.none },
  columns: { lane: 'query', arg: args.none },
  summary: { lane: 'query', arg: args.filter },
  breakdown: { lane: 'query', arg: args.breakdown },
  histogram: { lane: 'query', arg: args.histogram },
  rows: { lane: 'query', arg: args.rows },
  facetValues: { lane: 'query', arg: args.facetValues },
  dashboard: { lane: 'query', arg: args.dashboard },
  usageMatrix: { lane: 'query', arg: args.usageMatrix },
  usageBursts: { lane: 'job', arg: args.usageBursts },
  usageOutliers: { lane: 'job', arg: args.usageOutliers },
  monthFigures: { lane: 'query', arg: args.monthFigures },
  event: { lane: 'query', arg: args.event },
  neighbours: { lane: 'query', arg: args.neighbours },
  recordReading: { lane: 'query', arg: args.event },
  previewImport: { lane: 'query', arg: args.previewImport },
  saveMapping: { lane: 'query', arg: args.saveMapping },
  saveProfile: { lane: 'query', arg: args.saveProfile },
  importFiles: { lane: 'write', arg: args.importFiles },
  withdrawSource: { lane: 'write', arg: args.source },
  restoreSource: { lane: 'write', arg: args.source },
  reindex: { lane: 'write', arg: args.none },
  relaxations: { lane: 'query', arg: args.filter },
  savedViews: { lane: 'query', arg: args.none },
  saveView: { lane: 'query', arg: args.saveView },
  deleteView: { lane: 'query', arg: args.view },
  restoreView: { lane: 'query', arg: args.view },
  setDefaultView: { lane: 'query', arg: args.defaultView },
  reviewView: { lane: 'query', arg: args.reviewView },
  exportView: { lane: 'query', arg: args.exportView },
  importView: { lane: 'query', arg: args.importView },
  rememberFilter: { lane: 'query', arg: args.rememberFilter },
  forgetFilters: { lane: 'query', arg: args.none },
  saveChart: { lane: 'query', arg: args.saveChart },
  usageReview: { lane: 'query', arg: args.usageReview },
  noteUsageReview: { lane: 'query', arg: args.noteUsageReview },
  sourceStatements: { lane: 'query', arg: args.none },
  stateOfSource: { lane: 'query', arg: args.stateOfSource },
  exportEvents: { lane: 'job', arg: args.exportEvents },
  exportRejects: { lane: 'job', arg: args.exportRejects },
  verify: { lane: 'job', arg: args.none },
} as const satisfies { readonly [M in Method]: MethodSpec<M> };

/** Whether a text names a method of the contract. */
export function isMethod(name: string): name is Method {
  return Object.hasOwn(METHODS, name);
}
