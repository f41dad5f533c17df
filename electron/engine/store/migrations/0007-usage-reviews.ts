/**
 * What was ticked and noted in usage reviews, by month. No evidence: no append-only triggers, and the hash chain leaves
 * it out. Every statement stays, the newest of an item counts; `item` is one of `shared/usage/review.ts`.
 */
export const USAGE_REVIEWS_SCHEMA = `
CREATE TABLE usage_review (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period TEXT NOT NULL,
  item TEXT NOT NULL,
  done INTEGER NOT NULL,
  note TEXT NOT NULL,
  statedBy TEXT NOT NULL,
  statedAt TEXT NOT NULL
) STRICT;
CREATE INDEX usage_review_item ON usage_review (period, item, id);
`;
