/**
 * Rows of events. Nothing but columns and a primary key: only then does SQLite take rows over from a table like it
 * record by record (no default, no CHECK, no foreign key, no index, no trigger on INSERT).
 */
export const EVENT_DATA_TABLE = `
CREATE TABLE event_data (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  line INTEGER NOT NULL,
  byteOffset INTEGER NOT NULL,
  byteLength INTEGER NOT NULL,
  time INTEGER,
  family ANY NOT NULL,
  tenant ANY,
  workspaceName ANY,
  actor ANY,
  actorName ANY,
  actorEmail ANY,
  actorKind ANY,
  reason ANY,
  worker ANY,
  entryPoint ANY,
  provider ANY,
  model ANY,
  apiKey ANY,
  byok INTEGER,
  requests INTEGER,
  inputTokens INTEGER,
  outputTokens INTEGER,
  credits INTEGER,
  balance INTEGER,
  cost INTEGER,
  byokCost INTEGER,
  currency ANY,
  actorId ANY,
  action ANY,
  resourceKind ANY,
  verb ANY,
  category ANY,
  resource ANY,
  resourceType ANY,
  outcome ANY,
  ip ANY,
  userAgent ANY,
  detail ANY,
  changes ANY,
  extra ANY
) STRICT;
`;

/** Texts that rows name by their id. A text may be there more than once. */
export const VALUE_TABLE = `
CREATE TABLE value (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
`;

/**
 * Compact rows and the column index.
 *
 * A text of `event_data` is NULL, the id of a text in `value` (an integer), or the text itself. `event` is now a view
 * that gives the texts. Rows that were there keep their texts, so that their batches can be hashed as before (scheme 1).
 *
 * The index is derived from the rows: it may be written again at any time and has no append-only triggers.
 */
export const COLUMN_INDEX_SCHEMA = `
${EVENT_DATA_TABLE}${VALUE_TABLE}
DROP VIEW events;
INSERT INTO event_data SELECT id,
  source, line, byteOffset, byteLength, time, family, tenant, workspaceName, actor, actorName, actorEmail,
  actorKind, reason, worker, entryPoint, provider, model, apiKey, byok, requests, inputTokens, outputTokens,
  credits, balance, cost, byokCost, currency, actorId, action, resourceKind, verb, category, resource,
  resourceType, outcome, ip, userAgent, detail, changes, extra
  FROM event ORDER BY id;
CREATE TABLE duplicate_of_event (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  event INTEGER REFERENCES event_data (id),
  kind TEXT NOT NULL CHECK (kind IN ('same', 'conflict')),
  line INTEGER NOT NULL,
  byteOffset INTEGER NOT NULL,
  byteLength INTEGER NOT NULL
) STRICT;
INSERT INTO duplicate_of_event SELECT id, source, event, kind, line, byteOffset, byteLength FROM duplicate;
DROP TABLE duplicate;
ALTER TABLE duplicate_of_event RENAME TO duplicate;
CREATE INDEX duplicate_event ON duplicate (event);
DROP TABLE event;

CREATE VIEW event AS
SELECT
  d.id, d.source, d.line, d.byteOffset, d.byteLength,
  d.time,
  CASE typeof(d.family) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.family) ELSE d.family END AS family,
  CASE typeof(d.tenant) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.tenant) ELSE d.tenant END AS tenant,
  CASE typeof(d.workspaceName) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.workspaceName) ELSE d.workspaceName END AS workspaceName,
  CASE typeof(d.actor) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.actor) ELSE d.actor END AS actor,
  CASE typeof(d.actorId) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.actorId) ELSE d.actorId END AS actorId,
  CASE typeof(d.actorName) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.actorName) ELSE d.actorName END AS actorName,
  CASE typeof(d.actorEmail) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.actorEmail) ELSE d.actorEmail END AS actorEmail,
  CASE typeof(d.actorKind) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.actorKind) ELSE d.actorKind END AS actorKind,
  CASE typeof(d.action) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.action) ELSE d.action END AS action,
  CASE typeof(d.resourceKind) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.resourceKind) ELSE d.resourceKind END AS resourceKind,
  CASE typeof(d.verb) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.verb) ELSE d.verb END AS verb,
  CASE typeof(d.category) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.category) ELSE d.category END AS category,
  CASE typeof(d.resource) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.resource) ELSE d.resource END AS resource,
  CASE typeof(d.resourceType) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.resourceType) ELSE d.resourceType END AS resourceType,
  CASE typeof(d.outcome) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.outcome) ELSE d.outcome END AS outcome,
  CASE typeof(d.ip) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.ip) ELSE d.ip END AS ip,
  CASE typeof(d.userAgent) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.userAgent) ELSE d.userAgent END AS userAgent,
  CASE typeof(d.reason) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.reason) ELSE d.reason END AS reason,
  CASE typeof(d.worker) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.worker) ELSE d.worker END AS worker,
  CASE typeof(d.entryPoint) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.entryPoint) ELSE d.entryPoint END AS entryPoint,
  CASE typeof(d.provider) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.provider) ELSE d.provider END AS provider,
  CASE typeof(d.model) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.model) ELSE d.model END AS model,
  CASE typeof(d.apiKey) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.apiKey) ELSE d.apiKey END AS apiKey,
  d.byok,
  d.requests,
  d.inputTokens,
  d.outputTokens,
  d.credits,
  d.balance,
  d.cost,
  d.byokCost,
  CASE typeof(d.currency) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.currency) ELSE d.currency END AS currency,
  CASE typeof(d.detail) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.detail) ELSE d.detail END AS detail,
  CASE typeof(d.changes) WHEN 'integer' THEN (SELECT v.text FROM value v WHERE v.id = d.changes) ELSE d.changes END AS changes,
  CASE WHEN d.extra IS NOT NULL THEN
    (SELECT json_group_object(j.key, CASE j.type WHEN 'integer'
       THEN (SELECT v.text FROM value v WHERE v.id = j.value) ELSE j.value END) FROM json_each(d.extra) j) END AS extra
FROM event_data d;

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

ALTER TABLE batch ADD COLUMN firstValue INTEGER;
ALTER TABLE batch ADD COLUMN lastValue INTEGER;
ALTER TABLE batch ADD COLUMN scheme INTEGER NOT NULL DEFAULT 1;

CREATE TRIGGER event_data_no_update BEFORE UPDATE ON event_data BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_data_no_delete BEFORE DELETE ON event_data BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER value_no_update BEFORE UPDATE ON value BEGIN SELECT RAISE(ABORT, 'texts are append-only'); END;
CREATE TRIGGER value_no_delete BEFORE DELETE ON value BEGIN SELECT RAISE(ABORT, 'texts are append-only'); END;
CREATE TRIGGER duplicate_no_update BEFORE UPDATE ON duplicate BEGIN SELECT RAISE(ABORT, 'duplicates are append-only'); END;
CREATE TRIGGER duplicate_no_delete BEFORE DELETE ON duplicate BEGIN SELECT RAISE(ABORT, 'duplicates are append-only'); END;

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
