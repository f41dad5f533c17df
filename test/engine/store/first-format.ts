import { createHash, type Hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { APPLICATION_ID } from '../../../electron/engine/store/format.ts';
import { INITIAL_SCHEMA } from '../../../electron/engine/store/migrations/0001-initial.ts';
import { sha256 } from './batches.ts';

/*
 * A workspace as the first format wrote it, made without any code of the store: the frozen schema, and the hash
 * chain as it was documented.
 */

const EVENT_COLUMNS = [
  ...[
    'id',
    'source',
    'line',
    'byteOffset',
    'byteLength',
    'time',
    'family',
    'tenant',
    'workspaceName',
    'actor',
  ],
  ...[
    'actorId',
    'actorName',
    'actorEmail',
    'actorKind',
    'action',
    'resourceKind',
    'verb',
    'category',
    'resource',
  ],
  ...[
    'resourceType',
    'outcome',
    'ip',
    'userAgent',
    'reason',
    'worker',
    'entryPoint',
    'provider',
    'model',
    'apiKey',
  ],
  ...[
    'byok',
    'requests',
    'inputTokens',
    'outputTokens',
    'credits',
    'balance',
    'cost',
    'byokCost',
    'currency',
  ],
  ...['detail', 'changes', 'extra'],
];

/** Table, its columns as they are hashed, and the columns of `batch` that hold its range. */
const TABLES = [
  ['extra_column', ['id', 'name'], 'ExtraColumn'],
  ['event', EVENT_COLUMNS, 'Event'],
  ['reject', ['id', 'source', 'line', '"column"', 'byteOffset', 'byteLength', 'reason'], 'Reject'],
  ['duplicate', ['id', 'source', 'event', 'kind', 'line', 'byteOffset', 'byteLength'], 'Duplicate'],
  ['raw_block', ['id', 'source', 'byteOffset', 'byteLength', 'codec', 'lower(hex(sha256))'], 'RawBlock'],
] as const;

const SOURCE_COLUMNS = [
  ...['id', 'name', 'sha256', 'bytes', 'contentBytes', 'profile', 'profileVersion', 'confidence', 'encoding'],
  ...['format', 'dialect', 'compression', 'timezone', 'dateOrder', 'tenant', 'status', 'read', 'imported'],
  ...[
    'duplicate',
    'rejected',
    'undated',
    'auditEvents',
    'usageEvents',
    'firstTime',
    'lastTime',
    'importedAt',
  ],
  ...['envelope', 'warnings'],
];

const CONTENT = Buffer.from('one\ntwo\nbad\none\n');

const ROWS = `
INSERT INTO meta VALUES ('workspaceId', 'f3b1'), ('createdAt', '2026-01-01T00:00:00.000Z'), ('createdBy', 'trailglass 0.1.0');
INSERT INTO source VALUES (1, 'old.csv', '${sha256(CONTENT).toString('hex')}', 16, 16, 'generic', 1, 0.75, 'utf-8', 'csv',
  '{}', 'none', 'UTC', NULL, NULL, 'imported', 4, 2, 1, 1, 1, 1, 1, 5, 5, '2026-01-01T00:00:00.000Z', NULL, '[]');
INSERT INTO extra_column VALUES (1, 'Plan'), (2, '__proto__');
INSERT INTO event (id, source, line, byteOffset, byteLength, time, family, actor, action, detail, extra)
  VALUES (1, 1, 1, 0, 3, 5, 'audit', 'O’Brien "Bob"', 'api_key.revoked', '{"a":[1]}', '{"c1":"1","c2":"x\\u001f"}');
INSERT INTO event (id, source, line, byteOffset, byteLength, family, actor, model, credits)
  VALUES (2, 1, 2, 4, 3, 'usage', '12', '', 9223372036854775807);
INSERT INTO reject VALUES (1, 1, 3, 2, 8, 3, 'Unclosed quote');
INSERT INTO duplicate VALUES (1, 1, 1, 'same', 4, 12, 3);
`;

/** Makes the file: two events, a reject and a duplicate, in one batch. */
export function writeFirstFormat(path: string): void {
  const db = new Database(path);
  db.exec(INITIAL_SCHEMA);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma('user_version = 1');
  db.exec(ROWS);
  db.prepare("INSERT INTO raw_block VALUES (1, 1, 0, 16, 'none', ?, ?)").run(sha256(CONTENT), CONTENT);
  seal(db);
  db.close();
}

function seal(db: Database.Database): void {
  const facts = db.prepare(`SELECT ${SOURCE_COLUMNS.map((name) => `"${name}"`).join()} FROM source`).get();
  const batch: Record<string, unknown> = { id: 1, source: 1 };
  const digest = createHash('sha256');
  for (const [table, columns, range] of TABLES) {
    const last = table === 'event' || table === 'extra_column' ? 2 : 1;
    batch[`first${range}`] = 1;
    batch[`last${range}`] = last;
    hashLines(
      digest.update(`# ${table}\n`),
      db,
      `SELECT json_array(${columns.join()}) FROM ${table} ORDER BY id`,
    );
  }
  const identities = Buffer.alloc(32, 7);
  digest.update(`# identities\n${identities.toString('hex')}\n`);
  const names = [
    'id',
    'source',
    ...['Event', 'Reject', 'Duplicate', 'RawBlock', 'ExtraColumn'].flatMap((name) => [
      `first${name}`,
      `last${name}`,
    ]),
  ];
  Object.assign(batch, { facts: JSON.stringify(facts), writtenAt: '2026-01-01T00:00:00.000Z' });
  const meta = JSON.stringify([...names, 'facts', 'writtenAt'].map((name) => batch[name]));
  const root = hashLines(
    createHash('sha256').update('# meta\n'),
    db,
    'SELECT json_array(key, value) FROM meta ORDER BY key',
  );
  const sum = digest.digest();
  const head = createHash('sha256')
    .update(Uint8Array.of(2))
    .update(root.digest())
    .update(sum)
    .update(meta)
    .digest();
  Object.assign(batch, { identities, digest: sum, head });
  const keys = Object.keys(batch);
  db.prepare(`INSERT INTO batch (${keys.join()}) VALUES (${keys.map((key) => `@${key}`).join()})`).run(batch);
}

function hashLines(hash: Hash, db: Database.Database, query: string): Hash {
  for (const line of db.prepare<[], string>(query).pluck().all()) hash.update(`${line}\n`);
  return hash;
}
