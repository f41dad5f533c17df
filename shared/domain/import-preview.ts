import type { ErrorCode } from '../errors.ts';
import type { EventRow } from './event.ts';
import type { ImportOptions } from './import-choices.ts';
import type { Input } from './inputs.ts';
import type { Source, SourceWarning } from './source.ts';

/* What would become of a file: everything decided about it, its columns, and its first records as they would be stored. */

/** How a file would be read. Made from its start; nothing is stored. */
export interface ImportPreview {
  readonly name: string;
  /** Size of the file as it is. */
  readonly bytes: number;
  /** Whether the start that was looked at is all of the content. */
  readonly whole: boolean;
  /** Null when nothing could be decided; `question` then says why. */
  readonly decisions: PreviewDecisions | null;
  /** The columns in the order of the file, at most {@link PREVIEW_COLUMNS}. */
  readonly columns: readonly PreviewColumn[];
  readonly columnsTotal: number;
  /** The first records, at most {@link PREVIEW_RECORDS}, as they would be stored. */
  readonly records: readonly PreviewRecord[];
  /** What is rejected among the records looked at. */
  readonly rejects: readonly PreviewReject[];
  /** Records looked at. */
  readonly looked: number;
  readonly warnings: readonly SourceWarning[];
  /** What has to be answered before the file can be imported like this. The rest shows how far one comes without. */
  readonly question: PreviewQuestion | null;
}

/** Most columns and records a preview shows. */
export const PREVIEW_COLUMNS = 500;
export const PREVIEW_RECORDS = 100;

/** Most files of an archive that are listed. */
export const PREVIEW_MEMBERS = 1_000;

/** What was decided about a file. */
export interface PreviewDecisions {
  /** The options with every null answered, where there is an answer: importing with them reads the file like this. */
  readonly effective: ImportOptions;
  readonly encoding: string;
  readonly format: Source['format'];
  /** The dialect in words. */
  readonly dialect: string;
  readonly family: 'audit' | 'usage';
  readonly profile: ProfileFit;
  /** Other profiles that know the file, best first. */
  readonly runnersUp: readonly ProfileFit[];
  /** Paths in a JSON document that hold lists of objects, as `recordPath` names them; the one in use first. */
  readonly recordPaths: readonly string[];
  /** Worksheets of a workbook; empty for all else. */
  readonly sheets: readonly string[];
  /** Files of an archive that are called like logs, at most {@link PREVIEW_MEMBERS}; empty for all else. */
  readonly members: readonly string[];
  /** Whether the archive holds more than were listed. */
  readonly moreMembers: boolean;
}

/** How well a profile fits. */
export interface ProfileFit {
  readonly id: string;
  readonly title: string;
  /** Share of its signature that was found, 0 to 1; 1 when it was chosen by hand. */
  readonly confidence: number;
}

/** What the values of a column look like. */
export const COLUMN_TYPES = ['time', 'integer', 'decimal', 'boolean', 'json', 'text', 'empty'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** A column of the file, or a path in its records. */
export interface PreviewColumn {
  readonly name: string;
  /** The input it fills; null keeps it as a column of its own. */
  readonly input: Input | null;
  /** What it would fill without choices; null when nothing suggests itself. */
  readonly suggested: Input | null;
  /** Whether it is an object with members of its own, which fills no input but `detail`. */
  readonly container: boolean;
  readonly type: ColumnType;
  /** Values looked at, blank ones aside. */
  readonly filled: number;
  /** How many of them are what the input needs. */
  readonly parsed: number;
  readonly firstBad: BadValue | null;
  /** Different values from the start, at most three, cut to 200 characters. */
  readonly samples: readonly string[];
}

export interface BadValue {
  readonly text: string;
  /** 1-based; null when it lies behind the records looked at. */
  readonly line: number | null;
}

/** A record as it would be stored; ids count from 1 and there is no source yet. */
export interface PreviewRecord {
  readonly line: number;
  readonly event: EventRow;
}

export interface PreviewReject {
  readonly line: number;
  readonly column: number | null;
  readonly reason: string;
  /** The record, at most 500 characters. */
  readonly text: string;
}

/** Why a file cannot be imported as asked, and which choice would help. */
export interface PreviewQuestion {
  readonly code: ErrorCode;
  readonly message: string;
  /** Name of the option, such as `dateOrder` or `fields.time`; null when no choice helps. */
  readonly choice: string | null;
  /** The column in question. */
  readonly column: string | null;
  /** What it may be answered with, where there are few answers. */
  readonly answers: readonly string[];
}
