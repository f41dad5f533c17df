import type { DATE_ORDERS, ImportOptions, SOURCE_FORMATS } from './import-choices.ts';

/** State of a source. `interrupted`: the import was killed or cancelled; importing the same file again resumes it. */
export type SourceStatus = 'importing' | 'imported' | 'interrupted' | 'failed';

/** Something the importer noticed or assumed; `code` is stable. */
export interface SourceWarning {
  readonly code: WarningCode;
  readonly message: string;
}

export type WarningCode =
  | 'TRUNCATED_EXPORT' // the row count equals a known export cap
  | 'TRUNCATED_FILE' // the file ends inside a record
  | 'UNDATED' // some events have no usable time
  | 'ZONE_ASSUMED' // times carry no zone; the declared one was used
  | 'DUPLICATES' // records already present were not added again
  | 'CONFLICTS' // same id, different content: kept and shown
  | 'REJECTED' // some records could not be read; kept with line and reason
  | 'ENCODING_GUESSED'
  | 'ENCODING_ERRORS' // bytes that are not valid in the encoding
  | 'RAGGED_ROWS' // records with more or fewer cells than the header
  | 'HEADER_REPAIRED' // empty or repeated column names were given distinct ones
  | 'NO_HEADER'
  | 'HEADER_JOINED' // names of a header of several lines were joined
  | 'PREAMBLE' // lines before the header are kept with the source and are no records
  | 'MENDED_ROWS' // cells were put under the columns they fit, because delimiters or quotes were wrong
  | 'BLANK_ROWS' // lines of nothing but delimiters; no records
  | 'NO_RECORDS' // a header or an empty list and nothing else
  | 'VALUE_UNREADABLE' // a number or time that does not parse; the text is kept in the raw record
  | 'REPEATED_KEYS' // a JSON object has a name more than once; the last value is shown
  | 'LONG_NUMBERS' // numbers that a double would change; kept as text with all their digits
  | 'MISSING_COMMAS' // records of a JSON list that no comma separates
  | 'UNWRAPPED' // records are JSON text inside records of a log service
  | 'HALF_CHARACTERS' // a JSON escape is half a surrogate pair
  | 'EMPTY_LISTS' // records whose list of events is empty; they give no event
  | 'REPEATED_FIGURES' // records that state the figures of one request again; only what they add is counted
  | 'TIME_BEFORE_1990' // kept as read
  | 'TIME_IN_FUTURE' // more than two days ahead of the clock at import; kept as read
  | 'TIME_RELATIVE' // a column of times counts from a start that the file does not name; its events are undated
  | 'TIME_FORMAT_ASSUMED' // numbers were taken for days of a spreadsheet, or for dates without separators
  | 'TOO_MANY_COLUMNS'
  | 'ENVELOPE' // records were found inside a wrapper; its other members are kept with the source
  | 'GENERIC_PROFILE';

/** One imported file or sync batch. Counts: read = imported + duplicate + rejected. */
export interface Source {
  readonly id: number;
  readonly name: string;
  /** Of the file as it is, lower-case hex; empty while it is not read to its end. */
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: string;
  readonly profileVersion: number;
  /** Share of the profile's signature found, 0 to 1; 1 when it was chosen by hand. */
  readonly confidence: number;
  readonly encoding: string;
  /** `csv` (any delimiter), `w3c` (columns named by `#Fields`), `access` (access log), `jsonl`, `json`, `xlsx` (a worksheet). */
  readonly format: (typeof SOURCE_FORMATS)[number];
  /** Delimiter, quote, header line, record path: whatever was assumed to read the file. */
  readonly dialect: string;
  readonly compression: 'none' | 'gzip';
  readonly timezone: string;
  readonly dateOrder: DateOrder | null;
  readonly tenant: string | null;
  readonly status: SourceStatus;
  readonly read: number;
  /**
   * Records of the file, where some of them hold several events or none, so that `read` counts events and rejected
   * records; null where each is one.
   */
  readonly records: number | null;
  readonly imported: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly undated: number;
  /** ISO 8601, UTC. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly importedAt: string;
  /** Everything chosen by hand about how it was read; null when all was decided from the content. */
  readonly options: ImportOptions | null;
  /** The archive the file came out of; null for a file by itself. */
  readonly container: SourceContainer | null;
  readonly warnings: readonly SourceWarning[];
  /** Why its events are in no query, count or export; null when they are. */
  readonly withdrawn: SourceWithdrawal | null;
  /** The source that was withdrawn in favour of this one, which reads the same bytes in another way. */
  readonly replaces: number | null;
}

/** That a source is left out, and who said so. It can be taken back; nothing stored changes either way. */
export interface SourceWithdrawal {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** User and machine. */
  readonly by: string;
  /** The source that is read in its place; null when none is. */
  readonly inFavourOf: number | null;
}

/** An archive (zip, tar, spreadsheet) that one or more sources came out of. */
export interface SourceContainer {
  readonly name: string;
  /** Of the archive as it is, hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Path of the source inside it, as written there. */
  readonly member: string;
}

/** Order of day and month in times such as 03/04/2026. */
export type DateOrder = (typeof DATE_ORDERS)[number];

/** A record that could not become an event. */
export interface Reject {
  readonly source: number;
  readonly line: number;
  /** 1-based column inside the line, when known. */
  readonly column: number | null;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly reason: string;
  /** The record, decoded, at most 4,096 characters; the whole is kept in the workspace. */
  readonly text: string;
}

/** What one file of an import came to. */
export interface ImportedSource {
  readonly id: number | null;
  readonly name: string;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly profile: string | null;
  readonly encoding: string | null;
  readonly status: 'imported' | 'already-imported' | 'failed';
  readonly read: number;
  /** Records of the file, where some of them hold several events or none; null where each is one. */
  readonly records: number | null;
  readonly imported: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly undated: number;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly warnings: readonly SourceWarning[];
  /** The source that was withdrawn because this one reads the same bytes anew; null when there was none. */
  readonly replaces: number | null;
  /** Why it failed, when it did. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** The report of one import job. */
export interface ImportReport {
  readonly sources: readonly ImportedSource[];
  /** Files of imported folders that are not called like logs and were left alone. */
  readonly skipped: readonly string[];
  readonly elapsedMs: number;
}
