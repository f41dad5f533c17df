import type {
  AlteredRecord,
  ComparedRecord,
  ComparedSide,
  Comparison,
  Listed,
} from '../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns } from '../query/loaded-columns.ts';
import type { Workspace } from '../store/workspace.ts';
import { describeAltered, storedContent, trulyAltered } from './altered-records.ts';
import { recordOf, versionsOf } from './compared-records.ts';
import { OTHER, type Side, sideOf } from './compared-side.ts';
import type { Accounting } from './coverage.ts';
import { eventSources, eventTimes } from './event-times.ts';
import { fieldDifferences } from './field-differences.ts';
import { GrowingNumbers } from './growing-numbers.ts';
import { hasOwnIds } from './parsed-records.ts';
import { type ProbablePair, probablePairs } from './probably-altered.ts';
import { spanText } from './source-account.ts';
import type { Span } from './source-records.ts';

/** What is compared, and how much of each list is given. */
export interface CompareRequest {
  /** Sources of the export that was taken first. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** The time both were asked for; null takes what both cover. */
  readonly window: { readonly from: number | null; readonly to: number | null } | null;
  readonly limit: number;
}

/**
 * Compares two exports of one log. A record is the same in both when the importer took it for the same: by its native
 * id, else by its bytes and how often they occur. Memory is two bytes per event of the workspace, and the lists.
 * @throws UNKNOWN_SOURCE, CANCELLED
 */
export function compareSources(
  ws: Workspace,
  accounting: Accounting,
  { first, second, window, limit }: CompareRequest,
  checkpoint: Checkpoint,
): Comparison {
  const { columns } = accounting;
  const a = sideOf(ws, accounting, first);
  const b = sideOf(ws, accounting, second);
  const common = commonSpan(a.window, b.window);
  const asked = window === null ? null : askedSpan(window);
  const judged = { vanished: asked ?? common, late: asked ?? a.window };
  const found = sort(columns, a, b, judged, limit, checkpoint);
  const bothVersions = (events: readonly number[]) => ({
    first: versionsOf(ws, accounting, first, events),
    second: versionsOf(ws, accounting, second, events),
  });
  const undecided = trulyAltered(ws, found.undecided, bothVersions(found.undecided));
  const changed = [...found.altered.positions.map((position) => columns.idAt(position)), ...undecided];
  const shown = changed.sort((x, y) => x - y).slice(0, limit);
  const altered = describeAltered(ws, shown, bothVersions(shown));
  const record = (position: number, sources: readonly number[], side: Side): ComparedRecord => {
    const further = side.further.get(position);
    const repeats = {
      event: columns.idAt(further?.first ?? position),
      nth: further?.nth ?? 0,
    };
    return recordOf(ws, columns.idAt(position), sources, accounting, repeats);
  };
  const listed = (list: PositionList, sources: readonly number[], side: Side): Listed<ComparedRecord> => ({
    total: list.total,
    records: list.positions.map((position) => record(position, sources, side)),
  });
  const pairs = withoutIds(
    ws,
    columns,
    probablePairs(columns, found.vanished.all.view(), found.late.all.view(), checkpoint),
  );
  return {
    first: summaryOf(accounting, first, a),
    second: summaryOf(accounting, second, b),
    common: spanText(asked === null ? common : boundedBy(asked, a.window, b.window)),
    unchanged: found.unchanged + found.undecided.length - undecided.length,
    vanished: listed(found.vanished, first, a),
    altered: {
      total: found.altered.total + undecided.length,
      records: altered.map(
        (record): AlteredRecord => ({
          ...recordOf(ws, record.event, first, accounting, { event: record.event, nth: 0 }),
          origin: record.first,
          second: record.second,
          differences: record.differences,
        }),
      ),
    },
    late: listed(found.late, second, b),
    probablyAltered: {
      total: pairs.length,
      records: pairs.slice(0, limit).map(({ vanished, late, agreeIn }) => ({
        ...record(vanished, first, a),
        second: record(late, second, b),
        agreeIn,
        differences: fieldDifferences(
          storedContent(ws, columns.idAt(vanished)),
          storedContent(ws, columns.idAt(late)),
        ),
      })),
    },
    outside: found.outside,
    notes: notesOf(a, b, asked ?? common, found),
  };
}

/** Records with ids of their own are told apart by them: two of them are never one. */
function withoutIds(ws: Workspace, columns: LoadedColumns, pairs: readonly ProbablePair[]): ProbablePair[] {
  const sourceOf = eventSources(columns);
  const known = new Map<number, boolean>();
  const haveIds = (position: number): boolean => {
    const source = sourceOf(position);
    const have = known.get(source) ?? hasOwnIds(ws, source);
    known.set(source, have);
    return have;
  };
  return pairs.filter(({ vanished, late }) => !haveIds(vanished) && !haveIds(late));
}

function commonSpan(a: Span | null, b: Span | null): Span | null {
  if (a === null || b === null) return null;
  const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return span.from > span.to ? null : span;
}

/** A window `[from, to)` as a span with both ends in it. */
function askedSpan({ from, to }: { readonly from: number | null; readonly to: number | null }): Span {
  return { from: from ?? -Infinity, to: to === null ? Infinity : to - 1 };
}

/** An asked span with open ends closed by the records there are; null when there are none. */
function boundedBy(asked: Span, a: Span | null, b: Span | null): Span | null {
  const spans = [a, b].filter((span) => span !== null);
  if (spans.length === 0) return null;
  return {
    from: Math.max(asked.from, Math.min(...spans.map(({ from }) => from))),
    to: Math.min(asked.to, Math.max(...spans.map(({ to }) => to))),
  };
}

/** Positions, as many as are given, and how many there are. */
interface PositionList {
  total: number;
  readonly positions: number[];
}

/** The same with all of them. */
interface WholeList extends PositionList {
  readonly all: GrowingNumbers;
}

interface Sorted {
  unchanged: number;
  matched: number;
  readonly vanished: WholeList;
  readonly late: WholeList;
  /** Events of which one side holds a content that the other does not. */
  readonly altered: PositionList;
  /** Ids of events of which both sides hold a content that is not the stored one. */
  readonly undecided: number[];
  readonly outside: { first: number; second: number };
}

function sort(
  columns: LoadedColumns,
  a: Side,
  b: Side,
  judged: { readonly vanished: Span | null; readonly late: Span | null },
  limit: number,
  checkpoint: Checkpoint,
): Sorted {
  const timeOf = eventTimes(columns);
  const sorted: Sorted = {
    unchanged: 0,
    matched: 0,
    vanished: { total: 0, positions: [], all: new GrowingNumbers() },
    late: { total: 0, positions: [], all: new GrowingNumbers() },
    altered: { total: 0, positions: [] },
    undecided: [],
    outside: { first: 0, second: 0 },
  };
  const list = (into: PositionList, position: number): void => {
    into.total += 1;
    if (into.positions.length < limit) into.positions.push(position);
  };
  const listWhole = (into: WholeList, position: number): void => {
    list(into, position);
    into.all.push(position);
  };
  // Without a second window nothing dated can be missed in it; undated records always can.
  const inside = (span: Span | null, time: number): boolean =>
    Number.isNaN(time) || (span !== null && time >= span.from && time <= span.to);
  for (let position = 0; position < columns.count; position += 1) {
    if (position % 65_536 === 0) checkpoint.throwIfCancelled();
    const [inA, inB] = [a.marks[position] ?? 0, b.marks[position] ?? 0];
    if (inA === 0 && inB === 0) continue;
    if (inA !== 0 && inB !== 0) {
      sorted.matched += 1;
      if (((inA | inB) & OTHER) === 0) sorted.unchanged += 1;
      else if ((inA & inB & OTHER) === 0) list(sorted.altered, position);
      else sorted.undecided.push(columns.idAt(position));
      continue;
    }
    const time = timeOf(position);
    if (inA !== 0) {
      if (inside(judged.vanished, time)) listWhole(sorted.vanished, position);
      else sorted.outside.first += 1;
    } else if (!Number.isNaN(time) && inside(judged.late, time)) listWhole(sorted.late, position);
    else sorted.outside.second += 1;
  }
  return sorted;
}

function summaryOf({ sources }: Accounting, ids: readonly number[], side: Side): ComparedSide {
  return {
    sources: sources
      .filter(({ id }) => ids.includes(id))
      .map(({ id, name, sha256 }) => ({ id, name, sha256 })),
    records: side.records,
    undated: side.undated,
    window: spanText(side.window),
  };
}

function notesOf(a: Side, b: Side, common: Span | null, { matched, outside }: Sorted): string[] {
  const notes: string[] = [];
  if (common === null) {
    notes.push('The two exports have no time in common, so nothing can be said about what vanished.');
  } else if (matched === 0) {
    notes.push(
      'Not one record is in both. They are probably not exports of one log, or were exported with other columns or in another format, so that their records cannot be recognised.',
    );
  }
  if (outside.first > 0) {
    notes.push(
      `${outside.first.toLocaleString('en')} ${outside.first === 1 ? 'record' : 'records'} of the first export lie before the first or behind the last record of the second. Either the second was exported for a shorter time, or they vanished; name the time both were exported for to have them judged.`,
    );
  }
  if (a.undated > 0 || b.undated > 0) {
    notes.push('Undated records of the first export that the second lacks count as vanished.');
  }
  notes.push(
    'Records with an id of their own are compared by it. An altered record without one counts as vanished and as late. Where exactly one of each agree in time and actor, or in all but few fields, they are listed as probably altered: a lead, not proof.',
  );
  return notes;
}
