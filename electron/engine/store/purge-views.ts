import type Database from 'better-sqlite3';
import { sql } from '../sql.ts';
import { execute } from './run-sql.ts';

/** Views that were deleted while the workspace was open the last time: nobody can take that back any more. */
export function purgeDeletedViews(db: Database.Database): void {
  execute(db, sql`DELETE FROM saved_view WHERE deletedAt IS NOT NULL`);
}
