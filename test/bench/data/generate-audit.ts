import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Random, randomNumbers } from './random-numbers.ts';

/**
 * Writes a deterministic audit export of an AI platform: who did what to which resource, with old and new values in
 * its details, about 150 bytes a row. Actors, actions and resources are skewed, as they are in real logs.
 */

const ACTIONS = [
  'api_key.revoked',
  'user.role_changed',
  'model.enabled',
  'model.disabled',
  'provider.updated',
  'mcp_server.updated',
  'provider.created',
  'provider.deleted',
  'mcp_server.created',
  'mcp_server.deleted',
  'mcp_oauth_client.created',
  'sso.configured',
  'sso.enabled',
  'sso.disabled',
  'announcement.created',
  'announcement.archived',
] as const;
const ACTORS = Array.from({ length: 200 }, (_, at) => `member${at}@northwind.example`);
const RESOURCES = Array.from({ length: 500 }, (_, at) => `resource-${at}`);
const START_MS = Date.UTC(2025, 0, 1);
const CHUNK_ROWS = 5_000;

function auditRow(index: number, random: Random): string {
  const when = new Date(START_MS + index * 31_000 + random.below(30_000)).toISOString();
  const details = JSON.stringify({
    reason: `ticket ${random.below(90_000)}`,
    changes: [{ field: 'status', old: `v${random.below(9)}`, new: `v${random.below(9)}` }],
  });
  const cells = [when, random.skewed(ACTORS), random.skewed(ACTIONS), random.skewed(RESOURCES)];
  return `${cells.join(',')},"${details.replaceAll('"', '""')}"\n`;
}

/** Writes `rows` rows and a header to `path`. Returns the bytes written. */
export async function generateAudit(path: string, rows: number, seed = 20_260_102): Promise<number> {
  const random = randomNumbers(seed);
  const out = createWriteStream(path, { highWaterMark: 4 << 20 });
  out.write('Timestamp,Actor,Action,Resource,Details\n');
  for (let row = 0; row < rows; row += CHUNK_ROWS) {
    let chunk = '';
    for (let index = row; index < Math.min(row + CHUNK_ROWS, rows); index += 1)
      chunk += auditRow(index, random);
    if (!out.write(chunk)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return out.bytesWritten;
}
