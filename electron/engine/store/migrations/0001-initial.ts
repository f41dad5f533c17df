/**
 * The first schema. A migration never changes once released: later steps get their own file.
 * Field columns carry the names of `shared/domain/fields.ts`; a test holds the two side by side.
 */
export const INITIAL_SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  contentBytes INTEGER NOT NULL,
  profile TEXT NOT NULL,
  profileVersion INTEGER NOT NULL,
  confidence REAL NOT NULL,
  encoding TEXT NOT NULL,
  format TEXT NOT NULL,
  dialect TEXT NOT NULL,
  compression TEXT NOT NULL,
  timezone TEXT NOT NULL,
  dateOrder TEXT,
  tenant TEXT,
  status TEXT NOT NULL CHECK (status IN ('importing', 'imported', 'interrupted', 'failed')),
  read INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  undated INTEGER NOT NULL,
  auditEvents INTEGER NOT NULL,
  usageEvents INTEGER NOT NULL,
  firstTime INTEGER,
  lastTime INTEGER,
  importedAt TEXT NOT NULL,
  envelope TEXT,
  warnings TEXT NOT NULL
) STRICT;
CREATE INDEX source_sha256 ON source (sha256);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  byteOffset INTEGER NOT NULL,
  byteLength INTEGER NOT NULL,
  time INTEGER,
  family TEXT NOT NULL CHECK (family IN ('audit', 'usage')),
  tenant TEXT,
  workspaceName TEXT,
  actor TEXT,
  actorId TEXT,
  actorName TEXT,
  actorEmail TEXT,
  actorKind TEXT,
  action TEXT,
  resourceKind TEXT,
  verb TEXT,
  category TEXT,
  resource TEXT,
  resourceType TEXT,
  outcome TEXT,
  ip TEXT,
  userAgent TEXT,
  reason TEXT,
  worker TEXT,
  entryPoint TEXT,
  provider TEXT,
  model TEXT,
  apiKey TEXT,
  byok INTEGER,
  requests INTEGER,
  inputTokens INTEGER,
  outputTokens INTEGER,
  credits INTEGER,
  balance INTEGER,
  cost INTEGER,
  byokCost INTEGER,
  currency TEXT,
  detail TEXT,
  changes TEXT,
  extra TEXT
) STRICT;
CREATE INDEX event_time ON event (time);

CREATE TABLE extra_column (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE raw_block (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  byteOffset INTEGER NOT NULL,
  byteLength INTEGER NOT NULL,
  codec TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX raw_block_place ON raw_block (source, byteOffset);

CREATE TABLE reject (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  line INTEGER NOT NULL,
  "column" INTEGER,
  byteOffset INTEGER NOT NULL,
  byteLength INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX reject_source ON reject (source, id);

CREATE TABLE duplicate (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  event INTEGER REFERENCES event (id),
  kind TEXT NOT NULL CHECK (kind IN ('same', 'conflict')),
  line INTEGER NOT NULL,
  byteOffset INTEGER NOT NULL,
  byteLength INTEGER NOT NULL
) STRICT;
CREATE INDEX duplicate_event ON duplicate (event);

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  firstEvent INTEGER,
  lastEvent INTEGER,
  firstReject INTEGER,
  lastReject INTEGER,
  firstDuplicate INTEGER,
  lastDuplicate INTEGER,
  firstRawBlock INTEGER,
  lastRawBlock INTEGER,
  firstExtraColumn INTEGER,
  lastExtraColumn INTEGER,
  facts TEXT NOT NULL,
  identities BLOB NOT NULL,
  digest BLOB NOT NULL,
  head BLOB NOT NULL,
  writtenAt TEXT NOT NULL
) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIEW events AS
SELECT
  e.id,
  CASE WHEN e.time IS NULL THEN NULL ELSE
    strftime('%Y-%m-%dT%H:%M:%S', (e.time - ((e.time % 1000000) + 1000000) % 1000000) / 1000000, 'unixepoch')
    || printf('.%06dZ', ((e.time % 1000000) + 1000000) % 1000000) END AS time_utc,
  e.time, e.family, s.name AS source, e.tenant, e.workspaceName,
  e.actor, e.actorId, e.actorName, e.actorEmail, e.actorKind,
  e.action, e.resourceKind, e.verb, e.category, e.resource, e.resourceType, e.outcome,
  e.ip, e.userAgent, e.reason, e.worker, e.entryPoint, e.provider, e.model, e.apiKey,
  CASE e.byok WHEN 1 THEN 'true' WHEN 0 THEN 'false' END AS byok,
  e.requests, e.inputTokens, e.outputTokens,
  e.credits / 1e9 AS credits, e.balance / 1e9 AS balance, e.cost / 1e9 AS cost, e.byokCost / 1e9 AS byokCost,
  e.currency, e.detail, e.changes,
  CASE WHEN e.extra IS NOT NULL THEN
    (SELECT json_group_object(c.name, j.value) FROM json_each(e.extra) j
       JOIN extra_column c ON c.id = CAST(substr(j.key, 2) AS INTEGER)) END AS extra,
  e.source AS sourceId, e.line, e.byteOffset, e.byteLength
FROM event e JOIN source s ON s.id = e.source;

CREATE TRIGGER meta_no_update BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'meta never changes'); END;
CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta BEGIN SELECT RAISE(ABORT, 'meta never changes'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER raw_block_no_update BEFORE UPDATE ON raw_block BEGIN SELECT RAISE(ABORT, 'raw records are append-only'); END;
CREATE TRIGGER raw_block_no_delete BEFORE DELETE ON raw_block BEGIN SELECT RAISE(ABORT, 'raw records are append-only'); END;
CREATE TRIGGER reject_no_update BEFORE UPDATE ON reject BEGIN SELECT RAISE(ABORT, 'rejects are append-only'); END;
CREATE TRIGGER reject_no_delete BEFORE DELETE ON reject BEGIN SELECT RAISE(ABORT, 'rejects are append-only'); END;
CREATE TRIGGER duplicate_no_update BEFORE UPDATE ON duplicate BEGIN SELECT RAISE(ABORT, 'duplicates are append-only'); END;
CREATE TRIGGER duplicate_no_delete BEFORE DELETE ON duplicate BEGIN SELECT RAISE(ABORT, 'duplicates are append-only'); END;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'batches are append-only'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'batches are append-only'); END;
CREATE TRIGGER extra_column_no_update BEFORE UPDATE ON extra_column BEGIN SELECT RAISE(ABORT, 'columns are append-only'); END;
CREATE TRIGGER extra_column_no_delete BEFORE DELETE ON extra_column BEGIN SELECT RAISE(ABORT, 'columns are append-only'); END;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source WHEN OLD.status = 'imported'
  BEGIN SELECT RAISE(ABORT, 'imported sources are append-only'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'sources are append-only'); END;
`;
