/**
 * What people state about sources: scope, who exported them in which role, retention. No evidence: no append-only
 * triggers, and the hash chain leaves it out. Every statement stays, the newest of a fact counts; `fact` is one of
 * `shared/domain/source-statements.ts`, an empty `text` takes it back.
 */
export const SOURCE_STATEMENTS_SCHEMA = `
CREATE TABLE source_statement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL,
  fact TEXT NOT NULL,
  text TEXT NOT NULL,
  statedBy TEXT NOT NULL,
  statedAt TEXT NOT NULL
) STRICT;
CREATE INDEX source_statement_fact ON source_statement (source, fact, id);
`;
