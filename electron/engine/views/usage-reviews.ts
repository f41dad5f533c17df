import type Database from 'better-sqlite3';
import * as v from 'valibot';
import type { EngineEvent, NoteUsageReviewArg } from '../../../shared/api/contract.ts';
import type { EngineHandlers } from '../../../shared/api/remote.ts';
import {
  MAX_NAME,
  MAX_NOTE,
  REVIEW_ITEMS,
  type ReviewAnswer,
  type ReviewItem,
  type ReviewStatement,
  reviewPeriod,
  type UsageReview,
} from '../../../shared/usage/review.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { execute, selectRows, selectValue } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';
import { changing } from './apart.ts';
import { userName } from './user-name.ts';

interface UsageReviewParts {
  readonly opened: () => Workspace;
  readonly tell: (event: EngineEvent) => void;
}

/** The methods of the contract about usage reviews. */
export function usageReviewHandlers({
  opened,
  tell,
}: UsageReviewParts): Pick<EngineHandlers, 'usageReview' | 'noteUsageReview'> {
  return {
    usageReview: ({ period }) => readReview(opened(), period),
    noteUsageReview(arg) {
      const review = noteReview(opened(), arg);
      tell({ name: 'views' });
      return review;
    },
  };
}

/** What was stated in the review of a month. */
function readReview(ws: Workspace, period: string): UsageReview {
  return naming(`Reading ${ws.path}`, () => reviewIn(ws.db, period));
}

/** States something of an item; what was stated before stays. @throws FORBIDDEN */
function noteReview(ws: Workspace, { period, item, done, note, by }: NoteUsageReviewArg): UsageReview {
  return changing(ws, (db) => {
    execute(
      db,
      sql`INSERT INTO usage_review (period, item, done, note, statedBy, statedAt)
          VALUES (${period}, ${item}, ${done ? 1 : 0}, ${note}, ${by}, ${ws.clock().toISOString()})`,
    );
    return reviewIn(db, period);
  });
}

function reviewIn(db: Database.Database, period: string): UsageReview {
  const stored = hasReviews(db);
  return {
    period,
    answers: REVIEW_ITEMS.map((item) => answerOf(item, stored ? statementsOf(db, period, item) : [])),
    periods: stored ? periodsIn(db) : [],
    user: userName(),
  };
}

/** A file of the format before has none, and a reader opens it as it is. */
function hasReviews(db: Database.Database): boolean {
  return selectValue(db, sql`SELECT name FROM sqlite_schema WHERE name = 'usage_review'`) !== null;
}

function answerOf(item: ReviewItem, statements: readonly ReviewStatement[]): ReviewAnswer {
  const [stated = null, before = null] = statements;
  return { item, stated, before, statements: statements.length };
}

/** Newest first. */
function statementsOf(db: Database.Database, period: string, item: ReviewItem): ReviewStatement[] {
  const rows = selectRows(
    db,
    sql`SELECT done, substr(note, 1, ${MAX_NOTE}), substr(statedBy, 1, ${MAX_NAME}), statedAt FROM usage_review
        WHERE period = ${period} AND item = ${item} ORDER BY id DESC`,
  );
  return rows.map(([done, note, by, at]) => ({
    done: done === 1,
    note: String(note),
    by: String(by),
    at: String(at),
  }));
}

/** Every month that was reviewed, with how many items are ticked by now. Another program may have written others. */
function periodsIn(db: Database.Database): UsageReview['periods'] {
  const rows = selectRows(
    db,
    sql`SELECT period, item, done = 1 FROM usage_review r
        WHERE id = (SELECT max(id) FROM usage_review n WHERE n.period = r.period AND n.item = r.item)
        ORDER BY period DESC`,
  );
  const done = new Map<string, number>();
  for (const [period, item, ticked] of rows) {
    if (!v.is(reviewPeriod, period) || !v.is(knownItem, item)) continue;
    done.set(period, (done.get(period) ?? 0) + Number(ticked));
  }
  return [...done].map(([period, count]) => ({ period, done: count }));
}

const knownItem = v.picklist(REVIEW_ITEMS);
