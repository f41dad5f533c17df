import { INITIAL_SCHEMA } from './0001-initial.ts';
import { COLUMN_INDEX_SCHEMA } from './0002-column-index.ts';
import { SOURCE_CHOICES_SCHEMA } from './0003-source-choices.ts';
import { SAVED_VIEWS_SCHEMA } from './0004-saved-views.ts';
import { WITHDRAWALS_SCHEMA } from './0005-withdrawals.ts';
import { FILE_RECORDS_SCHEMA } from './0006-file-records.ts';
import { USAGE_REVIEWS_SCHEMA } from './0007-usage-reviews.ts';
import { SOURCE_STATEMENTS_SCHEMA } from './0008-source-statements.ts';

/** One step of the schema: SQL run inside a transaction that also raises `user_version` by one. */
export type Migration = string;

/** Every step, in order; the schema version of a file is the number of steps it has taken. */
export const MIGRATIONS: readonly Migration[] = [
  INITIAL_SCHEMA,
  COLUMN_INDEX_SCHEMA,
  SOURCE_CHOICES_SCHEMA,
  SAVED_VIEWS_SCHEMA,
  WITHDRAWALS_SCHEMA,
  FILE_RECORDS_SCHEMA,
  USAGE_REVIEWS_SCHEMA,
  SOURCE_STATEMENTS_SCHEMA,
];

/**
 * A reader takes files from this step on as they are: what came later lies apart from evidence, and whoever reads it
 * goes on without.
 */
export const READABLE_FROM = 6;
