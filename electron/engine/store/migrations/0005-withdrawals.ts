/**
 * Sources that are left out of every question, and who said so. Statements stand beside the evidence: the newest one
 * about a source counts, and none changes or goes. `afterBatch` is the newest batch there was. The view `events` gives
 * what every other question gives, so events of withdrawn sources are no longer in it; `event` and `event_data` have all.
 */
export const WITHDRAWALS_SCHEMA = `
CREATE TABLE withdrawal (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  inFavourOf INTEGER REFERENCES source (id),
  afterBatch INTEGER NOT NULL,
  statedBy TEXT NOT NULL,
  statedAt TEXT NOT NULL
) STRICT;
CREATE INDEX withdrawal_source ON withdrawal (source, id);
CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal BEGIN SELECT RAISE(ABORT, 'withdrawals are append-only'); END;
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal BEGIN SELECT RAISE(ABORT, 'withdrawals are append-only'); END;

CREATE VIEW withdrawn AS
SELECT w.source, w.inFavourOf, w.afterBatch, w.statedBy, w.statedAt, w.id AS statement FROM withdrawal w
WHERE w.withdrawn = 1 AND w.id = (SELECT max(newest.id) FROM withdrawal newest WHERE newest.source = w.source);

DROP VIEW events;
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
FROM event e JOIN source s ON s.id = e.source
WHERE e.source NOT IN (SELECT w.source FROM withdrawn w);
`;
