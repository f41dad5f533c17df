import type { Click } from './workload.ts';

/** One import of the file into a new database. */
export interface ImportRun {
  readonly ms: number;
  /** Null where the import does not run in a process of its own. */
  readonly peakRssBytes: number | null;
}

/** A program that is asked the questions of `workload.ts`. Every method does the whole job before it resolves. */
export interface Contender {
  readonly name: string;
  /** @throws when the program cannot run here; the message says why */
  version(): Promise<string>;
  /** Imports into a new database, replacing the one of an earlier run. */
  import(): Promise<ImportRun>;
  /** Opens what the last import made and reads the newest fifty rows. */
  open(): Promise<OpenDatabase>;
}

/** An imported file, ready for questions. */
export interface OpenDatabase {
  /** Totals, histogram by day, five breakdowns and the first page under one filter. */
  dashboard(click: Click): Promise<void>;
  /** Fifty rows, newest first, from a position. */
  page(offset: number): Promise<void>;
  /** Counts the rows that contain a text. Returns their number. */
  search(needle: string): Promise<number>;
  /** Writes the rows of one filter, newest first, to a CSV file. Returns their number. */
  export(click: Click): Promise<number>;
  readonly bytes: number;
  close(): Promise<void>;
}
