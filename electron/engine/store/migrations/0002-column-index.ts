/** The column index: derived from the rows, so it may be written again at any time and has no append-only triggers. */
export const COLUMN_INDEX_SCHEMA = `
CREATE TABLE index_segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firstEvent INTEGER NOT NULL,
  count INTEGER NOT NULL,
  version INTEGER NOT NULL,
  names TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;

CREATE TABLE index_column (
  id INTEGER PRIMARY KEY,
  segment INTEGER NOT NULL,
  name TEXT NOT NULL,
  digest BLOB NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX index_column_place ON index_column (segment, name);
`;
