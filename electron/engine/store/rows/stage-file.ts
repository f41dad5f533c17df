import { closeSync, lstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { raw, sql } from '../../sql.ts';
import { EVENT_DATA_TABLE, VALUE_TABLE } from '../migrations/0002-column-index.ts';
import { execute } from '../run-sql.ts';
import type { NewRows } from './batch-rows.ts';
import { ROW_COLUMNS } from './row-layout.ts';
import { PAGE_BYTES, PageImage, writeTable } from './table-pages.ts';

/** SQLite `application_id` of stage files: the letters TGST. */
const STAGE_ID = 0x54475354;

/** Places in the header of a database: https://sqlite.org/fileformat2.html#the_database_header */
const CHANGE_COUNTER_AT = 24;
const PAGE_COUNT_AT = 28;
const APPLICATION_ID_AT = 68;
const VALID_FOR_AT = 92;

/** Root pages, in the order in which {@link emptyStage} makes the tables. */
const EVENT_ROOT = 2;
const VALUE_ROOT = 3;

/**
 * A database file that holds the rows of one batch. Its pages are made here, which costs a tenth of binding every
 * value; SQLite then takes the rows over from table to table (`INSERT … SELECT *` between equal tables copies
 * records as they are). SQLite alone writes the workspace. The file lies beside the workspace, readable by its
 * owner alone; where the system allows it, it has no name any more once it is open.
 */
export class StageFile {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #file: number;
  readonly #firstPage: Buffer;
  readonly #image = new PageImage();
  #transfers: readonly Database.Statement[] = [];
  #changes = 1;
  #usable = true;
  #named = true;

  private constructor(db: Database.Database, path: string, file: number, firstPage: Buffer) {
    this.#db = db;
    this.#path = path;
    this.#file = file;
    this.#firstPage = firstPage;
  }

  /** Makes the file and attaches it. Call it outside of transactions. Null where that cannot be had. */
  static open(db: Database.Database, workspacePath: string): StageFile | null {
    const path = stagePath(workspacePath);
    const empty = emptyStage();
    let file: number;
    try {
      file = openSync(path, 'wx+', 0o600);
    } catch {
      return null;
    }
    const stage = new StageFile(db, path, file, empty.subarray(0, PAGE_BYTES));
    try {
      writeAll(file, empty);
      execute(db, sql`ATTACH ${path} AS stage`);
      db.pragma('stage.cache_size = 16'); // Each page is read once.
      stage.#transfers = ['value', 'event_data'].map((table) =>
        db.prepare(raw(`INSERT INTO main.${table} SELECT * FROM stage.${table}`).text),
      );
      // A file that is open needs no name, and without one nothing is left of it when the process is killed.
      if (process.platform !== 'win32') stage.#removeName();
      return stage;
    } catch {
      stage.close();
      return null;
    }
  }

  /** Whether rows can be staged: false after the disk refused to take them. */
  get usable(): boolean {
    return this.#usable && this.#db.open;
  }

  /**
   * Writes the rows of a batch to the file. Call it outside of transactions: SQLite looks at the file anew when the
   * next one begins.
   * @returns false when the disk does not take them
   */
  write(rows: NewRows, firstEvent: number, firstValue: number): boolean {
    const image = this.#image;
    image.begin(VALUE_ROOT);
    const columns = ROW_COLUMNS.map((name) => rows.columns.get(name) ?? null);
    writeTable(image, EVENT_ROOT, columns, firstEvent, rows.count);
    writeTable(image, VALUE_ROOT, [rows.values], firstValue, rows.valueCount);
    this.#changes += 1;
    const { bytes } = image;
    this.#firstPage.copy(bytes);
    bytes.writeUInt32BE(this.#changes, CHANGE_COUNTER_AT);
    bytes.writeUInt32BE(this.#changes, VALID_FOR_AT);
    bytes.writeUInt32BE(image.pages, PAGE_COUNT_AT);
    try {
      writeAll(this.#file, bytes);
    } catch {
      this.#usable = false;
    }
    return this.#usable;
  }

  /** Takes the rows over into the workspace. Call it inside the transaction, after {@link write}. */
  transfer(): void {
    for (const statement of this.#transfers) statement.run();
  }

  /** Gives the file back. Call it outside of transactions. */
  close(): void {
    this.#usable = false;
    try {
      if (this.#db.open) execute(this.#db, sql`DETACH stage`);
    } catch (error) {
      // It was never attached.
      if (!(error instanceof Database.SqliteError)) throw error;
    }
    closeSync(this.#file);
    this.#removeName();
  }

  #removeName(): void {
    if (this.#named) rmSync(this.#path, { force: true });
    this.#named = false;
  }
}

/** Removes what a killed process left where an open file keeps its name. Call it while holding the lock. */
export function removeLeftStage(workspacePath: string): void {
  const path = stagePath(workspacePath);
  if (isStage(path)) rmSync(path, { force: true });
}

/** Something else of that name is not ours to remove. */
function isStage(path: string): boolean {
  try {
    if (!lstatSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    const head = Buffer.alloc(100);
    readSync(file, head, 0, head.length, 0);
    closeSync(file);
    return head.readUInt32BE(APPLICATION_ID_AT) === STAGE_ID;
  } catch {
    return false;
  }
}

function stagePath(workspacePath: string): string {
  return `${workspacePath}-stage`;
}

/** A stage without rows. */
function emptyStage(): Buffer {
  const db = new Database(':memory:');
  try {
    db.pragma(`page_size = ${PAGE_BYTES}`);
    db.pragma(`application_id = ${STAGE_ID}`);
    db.exec(raw(`${EVENT_DATA_TABLE}${VALUE_TABLE}`).text);
    return db.serialize();
  } finally {
    db.close();
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, done);
  }
}
