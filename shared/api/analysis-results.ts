import type { Origin } from '../domain/event.ts';

/* What the engine finds out about sources and actors. Instants are ISO 8601 UTC; both ends of a span are events. */

/** From one event to another. */
export interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

/** Events of one local day. */
export interface DayCount {
  /** `2026-10-30`, in the zone that was asked for. */
  readonly day: string;
  readonly events: number;
}

/** How quiet a log usually is: what an unusual stretch is measured by. */
export interface UsualQuiet {
  /** Periods that were compared with each other; null when there are too few. */
  readonly period: 'day' | 'hour' | 'minute' | null;
  /** Median over these periods of the longest stretch without events that begins in each, seconds. */
  readonly longestSeconds: number | null;
  /** Longest stretch that a steady log of as many events shows by chance, seconds. */
  readonly byChanceSeconds: number | null;
}

/** A stretch without events that is unusual for its log, or that no export covers. */
export interface Hole extends TimeSpan {
  /** `inside` an export that reaches across it, or `between` exports. */
  readonly kind: 'inside' | 'between';
  readonly seconds: number;
  /** Whole local days without an event. */
  readonly emptyDays: number;
  /** What is missing and why it counts, for people. */
  readonly message: string;
}

/** The accounting of one source, counted anew from what is stored. */
export interface SourceAccount {
  readonly source: number;
  readonly timezone: string;
  /** As the source says. */
  readonly stated: AccountCounts;
  /** As the rows are. */
  readonly counted: AccountCounts;
  /** Whether both agree and read = imported + duplicate + rejected. */
  readonly holds: boolean;
  /** Duplicates with the content of the stored event, and those with the same id and other content. */
  readonly same: number;
  readonly conflicts: number;
  readonly undated: number;
  /** First and last time of all its records, duplicates included; null when none is dated. */
  readonly span: TimeSpan | null;
  /** Records per day, duplicates included; days without any are left out. */
  readonly days: readonly DayCount[];
  readonly usual: UsualQuiet;
  readonly gaps: readonly Hole[];
}

export interface AccountCounts {
  readonly read: number;
  readonly imported: number;
  readonly duplicate: number;
  readonly rejected: number;
}

/** One source of a log. */
export interface CoverageLane {
  readonly source: number;
  readonly name: string;
  /** Null when none of its records is dated. */
  readonly span: TimeSpan | null;
  readonly events: number;
  readonly same: number;
  readonly conflicts: number;
  readonly undated: number;
}

/** Records that two sources both hold. */
export interface Overlap extends TimeSpan {
  /** The source that brought them, and the later one that held them again; equal when one file repeats itself. */
  readonly first: number;
  readonly second: number;
  readonly same: number;
  readonly conflicts: number;
}

/** Events that a later import brought into a time that earlier exports of the same log had covered without them. */
export interface LateArrival extends TimeSpan {
  readonly source: number;
  /** Earlier sources that share records with it and cover the time. */
  readonly earlier: readonly number[];
  readonly events: number;
}

/** One log, stitched together from its exports. */
export interface LogCoverage {
  /** For people: profile, and tenant where there is one. */
  readonly name: string;
  readonly profile: string;
  readonly tenants: readonly string[];
  readonly lanes: readonly CoverageLane[];
  readonly events: number;
  readonly undated: number;
  readonly span: TimeSpan | null;
  /** The union of the spans of its sources. */
  readonly covered: readonly TimeSpan[];
  readonly overlaps: readonly Overlap[];
  readonly holes: readonly Hole[];
  readonly late: readonly LateArrival[];
  readonly days: readonly DayCount[];
  readonly usual: UsualQuiet;
}

/** Every log of the workspace. */
export interface CoverageReport {
  readonly timezone: string;
  /** By which rules sources belong together, and what counts as a hole or as late. */
  readonly rules: readonly string[];
  readonly logs: readonly LogCoverage[];
}

/** Text of a record, cut after 4,096 characters. */
export interface RecordText {
  readonly origin: Origin;
  readonly text: string;
  readonly cut: boolean;
}

/** A record that was found again, beside the event it repeats. */
export interface DuplicatePair {
  readonly kind: 'same' | 'conflict';
  readonly event: number;
  readonly stored: RecordText;
  readonly other: RecordText;
}

export interface DuplicatesPage {
  readonly total: number;
  readonly pairs: readonly DuplicatePair[];
}

/** One field that two records of one id have different. Null is "no value". */
export interface FieldDifference {
  /** Name of a field, `extra.<column>`, or a path into the details such as `detail.request.id`. */
  readonly field: string;
  readonly first: string | null;
  readonly second: string | null;
}

/** A record in a comparison. */
export interface ComparedRecord {
  /** The event, in the workspace it was compared in. */
  readonly event: number;
  readonly time: string | null;
  readonly actor: string | null;
  readonly action: string | null;
  readonly resource: string | null;
  /** Where it is in the first or, when it is only there, in the second. */
  readonly origin: Origin;
}

/** A record of one id whose content is not the same in both. */
export interface AlteredRecord extends ComparedRecord {
  readonly second: Origin;
  readonly differences: readonly FieldDifference[];
}

/** A list cut at the limit; `total` counts all. */
export interface Listed<T> {
  readonly total: number;
  readonly records: readonly T[];
}

/** One side of a comparison. */
export interface ComparedSide {
  readonly sources: readonly { readonly id: number; readonly name: string; readonly sha256: string }[];
  /** Distinct records: repeats under one native id count once. */
  readonly records: number;
  readonly undated: number;
  readonly window: TimeSpan | null;
}

/**
 * A record that vanished and one that came late, without ids of their own, that agree in something in which no other two
 * do. A lead, not proof: both are counted as vanished and as late all the same.
 */
export interface ProbablyAltered extends ComparedRecord {
  readonly second: ComparedRecord;
  /** For people: `time and actor`. */
  readonly agreeIn: string;
  readonly differences: readonly FieldDifference[];
}

/** Two exports of one log, taken at different times. */
export interface Comparison {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
  /** The time both cover; null when there is none, and then nothing can be said of either. */
  readonly common: TimeSpan | null;
  readonly unchanged: number;
  /** In the first, with a time both cover or none at all, and not in the second. */
  readonly vanished: Listed<ComparedRecord>;
  readonly altered: Listed<AlteredRecord>;
  /** Only in the second, with a time inside the window of the first. */
  readonly late: Listed<ComparedRecord>;
  /** Vanished and late records that may be one record before and after it was altered. */
  readonly probablyAltered: Listed<ProbablyAltered>;
  /** Only in one, at a time the other does not cover. */
  readonly outside: { readonly first: number; readonly second: number };
  /** What limits the comparison, for people. */
  readonly notes: readonly string[];
}

/** What an actor is. `deleted`: the log says that the account is gone. */
export const LEDGER_KINDS = [
  'user',
  'service',
  'apiKey',
  'system',
  'unknown',
  'deleted',
  'unstated',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** A text that an actor went by, and when it was seen. */
export interface KnownAs {
  readonly text: string;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly events: number;
  readonly sources: readonly number[];
}

/** A name found for an actor that is only an id or an e-mail address. */
export interface ResolvedName {
  readonly name: string;
  readonly email: string | null;
  /** When this name was seen with the id or address; null when only in undated events. */
  readonly asOf: string | null;
  readonly by: 'id' | 'email';
  /** Sources in which it was seen. */
  readonly sources: readonly number[];
}

/** One actor of one tenant. */
export interface LedgerActor {
  readonly tenant: string | null;
  readonly kind: LedgerKind;
  /** What it is known by: its id, else its e-mail address, else its name. */
  readonly key: string;
  readonly by: 'id' | 'email' | 'name';
  readonly ids: readonly KnownAs[];
  readonly names: readonly KnownAs[];
  readonly emails: readonly KnownAs[];
  readonly keys: readonly KnownAs[];
  readonly events: number;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly sources: readonly number[];
  /** For actors without a name of their own: the newest name known of the id or address. */
  readonly resolved: ResolvedName | null;
}

/** Joins that contradict each other; none of them is made. */
export interface LedgerConflict {
  readonly kind: 'email-of-several-ids' | 'id-with-several-names' | 'id-with-several-emails';
  readonly tenant: string | null;
  /** The e-mail address or the id. */
  readonly key: string;
  readonly values: readonly KnownAs[];
}

export interface ActorsPage {
  /** Actors that match the search, before `offset` and `limit`. */
  readonly total: number;
  readonly counts: Readonly<Record<LedgerKind, number>>;
  /** Unknown actors and bare ids of which a name is known. */
  readonly resolved: number;
  readonly actors: readonly LedgerActor[];
  /** Those of the whole workspace, whatever the search, most events first; at most a thousand. */
  readonly conflicts: readonly LedgerConflict[];
}

/** The names that one id or e-mail address went by, for actors that are shown without any. */
export interface ActorNames {
  readonly tenant: string | null;
  readonly by: 'id' | 'email';
  readonly key: string;
  readonly names: readonly {
    readonly name: string;
    readonly email: string | null;
    /** µs UTC; null when undated. */
    readonly first: number | null;
    readonly last: number | null;
    readonly sources: readonly number[];
  }[];
}
