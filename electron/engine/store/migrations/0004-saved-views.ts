/**
 * Saved views and the log of their reviews. No evidence: no append-only triggers, and the hash chain leaves them out.
 * `content` is JSON of `shared/views/saved-view.ts`; a deleted view stays until the workspace is opened again.
 */
export const SAVED_VIEWS_SCHEMA = `
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  deletedAt TEXT
) STRICT;

CREATE TABLE review (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  savedView INTEGER NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE,
  reviewedAt TEXT NOT NULL,
  reviewedBy TEXT NOT NULL,
  fromTime INTEGER,
  toTime INTEGER,
  since INTEGER NOT NULL,
  lastEvent INTEGER NOT NULL,
  events INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX review_view ON review (savedView, id);
`;
