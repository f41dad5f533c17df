import type { CoverageReport, LateArrival, LogCoverage } from '../../../shared/api/contract.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { toIso } from '../../../shared/time/format.ts';
import type { Checkpoint, LoadedColumns } from '../query/loaded-columns.ts';
import type { Workspace } from '../store/workspace.ts';
import { eventSources, eventTimes } from './event-times.ts';
import { holesOf, mergedSpans } from './holes.ts';
import { dayCounts } from './local-days.ts';
import { GROUP_RULE, type LogGroup, logGroups } from './log-groups.ts';
import { quietRule } from './quiet-stretches.ts';
import { spanText } from './source-account.ts';
import { type SourceExtent, type SourceRecords, type Span, sourceExtent } from './source-records.ts';

/** The rules, for people. */
export const COVERAGE_RULES: readonly string[] = [
  GROUP_RULE,
  'A source covers the time from its first to its last record, records that were stored already included.',
  'Inside an export a stretch without events is a hole when it is longer than chance explains (mean spacing × (3 + ln of the number of events)) and either more than three times the longest quiet stretch of a usual day (hour or minute in short logs) or holds a whole day without events that usually has some. Days on which the log rests each week do not count.',
  'Between exports a stretch is a hole when it is longer than chance explains and longer than the longest quiet stretch of a usual day.',
  'An event is a late arrival when a later import brought it into a time that an earlier import covered without it, and both hold some of the same records. Files that share no record are parts beside each other.',
];

/** Everything about the records of a workspace that several questions need. */
export interface Accounting {
  readonly columns: LoadedColumns;
  /** Those that are not withdrawn. */
  readonly sources: readonly Source[];
  /** Of every source. */
  readonly records: ReadonlyMap<number, SourceRecords>;
  /** Events of sources in force that stand for events of withdrawn ones, by the latter. */
  readonly standing: ReadonlyMap<number, number>;
  /** Since which source the bytes of a source are known: one that is read again is not a later import. */
  readonly knownSince: ReadonlyMap<number, number>;
}

/**
 * The logs of a workspace, each stitched together from its exports.
 * @throws CANCELLED; BAD_ARGUMENT for an unknown zone
 */
export function coverage(
  ws: Workspace,
  { columns, sources, records, knownSince }: Accounting,
  timezone: string,
  checkpoint: Checkpoint,
): CoverageReport {
  const logs = logGroups(ws, columns, sources, records).map((group) => {
    checkpoint.throwIfCancelled();
    return logCoverage(columns, group, { records, knownSince }, timezone);
  });
  return { timezone, rules: COVERAGE_RULES, logs };
}

interface Lane extends SourceExtent {
  readonly source: Source;
  readonly records: SourceRecords;
}

function logCoverage(
  columns: LoadedColumns,
  group: LogGroup,
  { records: all, knownSince }: Pick<Accounting, 'records' | 'knownSince'>,
  timezone: string,
): LogCoverage {
  const lanes = group.sources.flatMap((source): Lane[] => {
    const records = all.get(source.id);
    return records === undefined ? [] : [{ source, records, ...sourceExtent(columns, records) }];
  });
  const spans = lanes.flatMap(({ span }) => (span === null ? [] : [span]));
  const covered = mergedSpans(spans);
  const times = ownTimes(columns, lanes);
  const rule = quietRule(times, covered, timezone);
  const events = lanes.reduce((sum, { records }) => sum + records.own.length, 0);
  const [first, last] = [covered[0], covered.at(-1)];
  const overlaps = overlapsOf(columns, lanes);
  return {
    name: [group.profile, ...group.tenants].join(', '),
    profile: group.profile,
    tenants: group.tenants,
    lanes: lanes.map(({ source, span, records, same, conflicts, undated }) => ({
      source: source.id,
      name: source.name,
      span: spanText(span),
      events: records.own.length,
      same,
      conflicts,
      undated,
    })),
    events,
    undated: events - times.length,
    span: first === undefined || last === undefined ? null : spanText({ from: first.from, to: last.to }),
    covered: covered.map(({ from, to }) => ({ from: toIso(from), to: toIso(to) })),
    overlaps: overlaps.map(({ from, to, ...overlap }) => ({ ...overlap, from: toIso(from), to: toIso(to) })),
    holes: holesOf(rule, covered, timezone),
    late: lateArrivals(columns, lanes, overlaps, knownSince),
    days: dayCounts(rule.days),
    usual: rule.usual,
  };
}

/** The dated events of a log in order of time. */
function ownTimes(columns: LoadedColumns, lanes: readonly Lane[]): Float64Array {
  const timeOf = eventTimes(columns);
  const times = new Float64Array(lanes.reduce((sum, { records }) => sum + records.own.length, 0));
  let dated = 0;
  for (const { records } of lanes) {
    for (const position of records.own.view()) {
      const time = timeOf(position);
      if (Number.isNaN(time)) continue;
      times[dated] = time;
      dated += 1;
    }
  }
  return times.subarray(0, dated).sort();
}

interface SharedRecords extends Span {
  readonly first: number;
  readonly second: number;
  same: number;
  conflicts: number;
}

/** Which sources hold records of which others, repeats inside one left out; undated ones count, and have no part in the span. */
function overlapsOf(columns: LoadedColumns, lanes: readonly Lane[]): SharedRecords[] {
  const timeOf = eventTimes(columns);
  const sourceOf = eventSources(columns);
  return lanes.flatMap(({ source: { id: second }, records }) => {
    const byOwner = new Map<number, SharedRecords & { from: number; to: number }>();
    const conflicts = records.conflict.view();
    records.repeated.view().forEach((position, index) => {
      const first = sourceOf(position);
      const time = timeOf(position);
      const known = byOwner.get(first);
      const shared = known ?? { first, second, from: Infinity, to: -Infinity, same: 0, conflicts: 0 };
      if (known === undefined) byOwner.set(first, shared);
      if (time < shared.from) shared.from = time;
      if (time > shared.to) shared.to = time;
      if (conflicts[index] === 1) shared.conflicts += 1;
      else shared.same += 1;
    });
    return [...byOwner.values()].filter(({ first, from, to }) => first !== second && from <= to);
  });
}

/** Events of a source inside the span of an earlier one with which it shares records. */
function lateArrivals(
  columns: LoadedColumns,
  lanes: readonly Lane[],
  overlaps: readonly SharedRecords[],
  knownSince: Accounting['knownSince'],
): LateArrival[] {
  const since = (source: number): number => knownSince.get(source) ?? source;
  const timeOf = eventTimes(columns);
  return lanes.flatMap(({ source: { id }, records }): LateArrival[] => {
    const shared = new Set(
      overlaps
        .filter(({ first, second }) => second === id && since(first) < since(id))
        .map(({ first }) => first),
    );
    const earlier = lanes.filter((lane) => shared.has(lane.source.id) && lane.span !== null);
    const spans = mergedSpans(earlier.flatMap(({ span }) => (span === null ? [] : [span])));
    let [from, to, events] = [Infinity, -Infinity, 0];
    for (const position of records.own.view()) {
      const time = timeOf(position);
      if (!spans.some((span) => time > span.from && time < span.to)) continue;
      events += 1;
      if (time < from) from = time;
      if (time > to) to = time;
    }
    if (events === 0) return [];
    const touched = earlier.filter(({ span }) => span !== null && span.from < to && span.to > from);
    return [
      {
        source: id,
        earlier: touched.map((lane) => lane.source.id),
        events,
        from: toIso(from),
        to: toIso(to),
      },
    ];
  });
}
