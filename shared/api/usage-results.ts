import type { EventRow } from '../domain/event.ts';
import type { Measure } from '../domain/measures.ts';
import type { SubjectField } from './arguments.ts';

/* What the engine finds out about usage. Instants are ISO 8601 UTC. */

/** A row or a column of a matrix: one value, all values too small for a line of their own, or no value. */
export interface MatrixLine {
  readonly kind: 'value' | 'other' | 'none';
  /** The value; null for the other kinds. */
  readonly key: string | null;
  readonly label: string;
  /** How many values it stands for; 0 for events without one. */
  readonly groups: number;
  /** Over the whole line; null when none of its events has the measure. */
  readonly value: number | null;
  readonly events: number;
}

/**
 * A measure by two fields. Every event of the filter is in exactly one cell, and every figure is an exact sum, so cells
 * add up to their lines and lines to the total.
 */
export interface UsageMatrix {
  readonly revision: number;
  readonly measure: Measure;
  /** As of {@link Breakdown.currency}: the one that all values are of. */
  readonly currency?: string | null;
  /** Largest first, then the others, then no value. */
  readonly rows: readonly MatrixLine[];
  readonly columns: readonly MatrixLine[];
  /** `cells[row][column]`; null where no event of the cell has the measure. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** Events of each cell, likewise. */
  readonly events: readonly (readonly number[])[];
  readonly total: number | null;
  readonly totalEvents: number;
}

/** A value that events are compared within. */
export interface Subject {
  readonly by: SubjectField;
  readonly key: string;
  readonly label: string;
}

/** Many entries of one subject within a short time. */
export interface UsageBurst {
  readonly subject: Subject;
  /** Subjects of other fields whose burst is the same one. */
  readonly also: readonly Subject[];
  /** `[from, to)`: a time range with all of its entries in it, and no other of the subject that ran anything. */
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly executions: number;
  /** Entries of the log: one that states several executions is one. */
  readonly events: number;
  /** Most entries within the window that was asked for, somewhere in it. */
  readonly peak: number;
  /** Median of the most entries per window, over the hours or days in which the subject ran at all. */
  readonly usual: number;
  /** How many hours or days that is the median of. */
  readonly compared: number;
  /** Whether `usual` is of the subject itself, or, because it ran too rarely, of all subjects of its field. */
  readonly usualOf: 'subject' | 'all';
  /** From how many entries per window on it counts as a burst. */
  readonly threshold: number;
  readonly credits: number | null;
  /** Why it is marked, for people. */
  readonly why: string;
}

/** Bursts, the most unusual first. */
export interface UsageBursts {
  readonly revision: number;
  /** What counts as a burst, for people. */
  readonly rule: string;
  /** All there are, before `limit`. */
  readonly total: number;
  readonly bursts: readonly UsageBurst[];
}

/** Why an event counts as unusually large: beyond what is usual for one of its subjects. */
export interface OutlierReason {
  readonly subject: Subject;
  /** Median and upper bound of what is usual, over the subject's events that have more than nothing of the measure. */
  readonly median: number;
  /** Half of them are within this factor of the median. */
  readonly factor: number;
  readonly bound: number;
  readonly compared: number;
  /** Whether they are of the subject itself, or, because it has too few, of all events of the filter. */
  readonly usualOf: 'subject' | 'all';
  /** For people. */
  readonly why: string;
}

/** An event that consumed unusually much. */
export interface UsageOutlier {
  readonly row: EventRow;
  readonly value: number;
  /** Of a cost; null where it names none, and for other measures. */
  readonly currency: string | null;
  readonly reasons: readonly OutlierReason[];
}

/** Unusually large events: beyond the bounds of most subjects first, then by how far. */
export interface UsageOutliers {
  readonly revision: number;
  readonly measure: Measure;
  /** What counts as unusually large, for people. */
  readonly rule: string;
  /** All there are, before `limit`. */
  readonly total: number;
  readonly outliers: readonly UsageOutlier[];
}

/** A calendar month. */
export interface MonthFigure {
  /** `[from, to)` */
  readonly from: string;
  readonly to: string;
  /** Null when no usage event of it has credits. */
  readonly credits: number | null;
  readonly events: number;
  /**
   * Distinct members with at least one call: everybody but the system, services and API keys. Removed members of whom
   * the log gives no id are one "Unknown user".
   */
  readonly activeMembers: number;
}

/** The month of "as of" and the one before it, over all usage events of the workspace. */
export interface MonthFigures {
  readonly revision: number;
  readonly thisMonth: MonthFigure;
  readonly lastMonth: MonthFigure;
}
