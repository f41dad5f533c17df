import type { Click } from './workload.ts';

/** What is imported, and where the database goes. */
export interface DataSet {
  readonly kind: 'usage' | 'records';
  readonly file: string;
  /** For databases and exports, which are replaced by every run. */
  readonly folder: string;
}

/** A program that is asked the questions of `workload.ts`. Every method does the whole job before it resolves. */
export interface Contender {
  /** @throws when the program cannot run here; the message says why */
  version(): Promise<string>;
  /** Imports into a new database, from opening to closing it; the one of an earlier run is removed before. */
  import(): Promise<ImportedFile>;
  /** Opens what the last import made. */
  open(): Promise<OpenDatabase>;
}

/** What an import came to. */
export interface ImportedFile {
  readonly ms: number;
  /** Peak of a program that was started for it; null when it ran in this process. */
  readonly peakRssBytes: number | null;
}

/** An imported file, ready for questions. */
export interface OpenDatabase {
  /** Bytes on disk. */
  readonly bytes: number;
  /** Totals, histogram by day, five breakdowns and the first page under one filter. */
  dashboard(click: Click): Promise<void>;
  /** Fifty rows, newest first, from a position. */
  page(offset: number): Promise<void>;
  /** Finds the rows that contain a text. */
  search(needle: string): Promise<Found>;
  /** Writes the rows of one filter, newest first, to a CSV file. Returns their number. */
  export(click: Click): Promise<number>;
  /** Rows of the database. */
  count(): Promise<number>;
  close(): Promise<void>;
  /** Peak of the programs that were started to answer; null when this process did. */
  peakRssBytes(): number | null;
}

/** Rows that contain a text. */
export interface Found {
  readonly rows: number;
  /** When the first of them could be shown; null where there is no way to learn of some before all are found. */
  readonly firstMs: number | null;
}
