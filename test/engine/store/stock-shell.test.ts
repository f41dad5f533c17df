import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EVIDENCE_TABLES } from '../../../electron/engine/store/evidence-tables.ts';
import { beginSource } from '../../../electron/engine/store/source-writer.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { freshWorkspace, importSample, type Line, newSource, QUIET, writeLines } from './fixtures.ts';

const shell = spawnSync('sqlite3', ['-version'], { encoding: 'utf8' });
const absent = shell.status !== 0;
if (absent)
  console.warn('Skipped: the stock sqlite3 shell is not installed here (Debian: apt install sqlite3).');

function ask(ws: Workspace, query: string): string {
  return execFileSync('sqlite3', ['-readonly', ws.path, query], { encoding: 'utf8', maxBuffer: 1e8 });
}

function askJson(ws: Workspace, query: string): Record<string, unknown>[] {
  const answer = execFileSync('sqlite3', ['-readonly', '-json', ws.path, query], { encoding: 'utf8' });
  return answer === '' ? [] : JSON.parse(answer);
}

/** The bytes that are hashed of one column of a batch, in hexadecimal; as in ARCHITECTURE.md. */
const columnSql = (table: string, column: string, first: unknown, last: unknown) => `
  WITH r AS (SELECT "${column}" AS v FROM ${table} WHERE id BETWEEN ${first} AND ${last} ORDER BY id),
  s AS (SELECT min(v) AS low, max(v) - min(v) AS span, count(v) < count(*) AS nulls, count(v) AS valued,
    sum(typeof(v) = 'text') AS texts, max(length(CAST(v AS BLOB))) AS longest FROM r),
  f AS (SELECT low, nulls, CASE WHEN valued = 0 THEN 'none' WHEN texts > 0 THEN 'text'
    WHEN span + nulls < 281474976710656 THEN 'integer' ELSE 'wide' END AS form,
    iif(texts > 0, longest, span) + nulls AS most FROM s),
  w AS (SELECT *, (most > 0) + (most > 255) + (most > 65535) + (most > 16777215) + (most > 4294967295)
    + (most > 1099511627775) AS width FROM f)
  SELECT CASE form WHEN 'none' THEN '' WHEN 'wide' THEN hex('${column} wide' || char(10)) ||
    (SELECT group_concat(printf('%02x%016x', v IS NOT NULL, coalesce(v, 0)), '') FROM r)
  ELSE hex(printf('${column} %s%s %d %d', form, iif(form = 'integer', ' ' || low, ''), width, nulls) || char(10)) ||
    (SELECT group_concat(substr(printf('%016x', coalesce(iif(form = 'text', length(CAST(v AS BLOB)), v - low) + nulls, 0)),
      17 - 2 * width), '') FROM r) ||
    iif(form = 'text', (SELECT group_concat(hex(v), '') FROM r), '') END FROM w`;

describe.skipIf(absent)('the stock sqlite3 shell', () => {
  it('reads every field of an event under its name', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource({ name: 'calls.csv' }));
    writeLines(
      writer,
      [
        {
          time: 1_793_369_111_204_001,
          family: 'usage',
          actor: 'dana@example.com',
          actorKind: 'user',
          model: 'gpt-4o',
          byok: 1,
          inputTokens: 1200,
          credits: 300_000_000n,
          balance: -1n,
          byokCost: 12_345_678_901_234n,
          currency: 'USD',
          detail: '{"a":[1]}',
        },
        { time: -1, family: 'audit', byok: 0, actor: 'O’Brien "Bob" \n😀' },
        {},
      ],
      'Cost centre',
    );
    const [first, second, third] = askJson(ws, 'SELECT * FROM events ORDER BY id');
    expect(first).toMatchObject({
      id: 1,
      time_utc: '2026-10-30T14:05:11.204001Z',
      time: 1_793_369_111_204_001,
      family: 'usage',
      source: 'calls.csv',
      sourceId: 1,
      line: 1,
      actor: 'dana@example.com',
      actorKind: 'user',
      model: 'gpt-4o',
      byok: 'true',
      inputTokens: 1200,
      credits: 0.3,
      byokCost: 12345.678901234,
      currency: 'USD',
      detail: '{"a":[1]}',
      extra: '{"Cost centre":"1"}',
      tenant: null,
    });
    expect(second).toMatchObject({
      time_utc: '1969-12-31T23:59:59.999999Z',
      byok: 'false',
      actor: 'O’Brien "Bob" \n😀',
      credits: null,
    });
    expect(third).toMatchObject({ time: null, time_utc: null, byok: null });
    expect(ask(ws, "SELECT count(*) FROM events WHERE time_utc >= '2026'")).toBe('1\n');
  });

  it('reads beside the writer, also what was just committed', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    writeLines(writer, [{}, {}]);
    expect(ask(ws, 'SELECT count(*) FROM events')).toBe('2\n');
    writeLines(writer, [{}]);
    expect(ask(ws, 'SELECT count(*) FROM events')).toBe('3\n');
  });

  it('cannot change evidence', () => {
    const ws = freshWorkspace();
    importSample(ws);
    ws.close();
    for (const statement of [
      'DELETE FROM event_data',
      "UPDATE value SET text = 'x'",
      "UPDATE source SET name = 'x'",
      'DELETE FROM batch WHERE id = 3',
    ]) {
      const tried = spawnSync('sqlite3', [ws.path, statement], { encoding: 'utf8' });
      expect(tried.status).not.toBe(0);
      expect(tried.stderr).toContain('append-only');
    }
  });

  it('recomputes the hash chain together with a SHA-256', async () => {
    const ws = freshWorkspace();
    importSample(ws);
    const writer = beginSource(
      ws,
      newSource({ name: 'hostile "quoted" \u0001\n😀\ud800.csv', confidence: 6 / 7 }),
    );
    writeLines(
      writer,
      [{ actor: '"\\\b\f\n\r\t\u0000\u0001\u001f\u007f\u2028😀\ud800', requests: -7 }, 'reject'],
      'Ünï',
    );
    const forms: Line[] = Array.from({ length: 300 }, (_, n) => ({
      time: n % 7 === 0 ? null : 1_793_369_111_204_001 + n * 1_000_003,
      actor: `user${n % 5}`,
      resource: n % 3 === 0 ? null : `thing ${n}`,
      inputTokens: n,
      outputTokens: n === 0 ? null : n * 300,
      credits: n === 1 ? 9_223_372_036_854_775_807n : n === 2 ? -9_223_372_036_854_775_807n : null,
      balance: n === 1 ? -(2 ** 40) : 2 ** 44,
      cost: 9_223_372_036_854_775_000n + BigInt(n),
      byok: n % 2,
    }));
    writeLines(writer, forms, 'Ünï');
    const hash = (...parts: (string | Uint8Array)[]) => {
      const sum = createHash('sha256');
      for (const part of parts) sum.update(part);
      return sum.digest();
    };
    let head: Uint8Array = hash(`# meta\n${ask(ws, 'SELECT json_array(key, value) FROM meta ORDER BY key')}`);
    for (const batch of askJson(
      ws,
      'SELECT *, hex(identities) AS ids, hex(digest) AS d, hex(head) AS h FROM batch',
    )) {
      const rows = EVIDENCE_TABLES.map(({ name, first: from, last: to, line }) => {
        const [first, last] = [batch[from], batch[to]];
        if (line !== null) {
          return `# ${name}\n${ask(ws, `SELECT ${line.text} FROM "${name}" WHERE id BETWEEN ${first} AND ${last} ORDER BY id`)}`;
        }
        const count = first === null ? 0 : Number(last) - Number(first) + 1;
        const columns = ask(ws, `SELECT name FROM pragma_table_info('${name}') WHERE pk = 0`)
          .trim()
          .split('\n');
        // One start of the shell for all of them.
        const asked = columns.map((column) => columnSql(name, column, first, last));
        const hex = ask(ws, asked.join(';\n')).replaceAll('\n', '');
        return Buffer.concat([Buffer.from(`# ${name} ${count}\n`), Buffer.from(hex, 'hex')]);
      });
      const digest = hash(...rows, '# identities\n', Buffer.from(String(batch['ids']), 'hex'));
      expect(digest.toString('hex').toUpperCase()).toBe(batch['d']);
      const meta = ask(
        ws,
        `SELECT json_array(id, source, firstEvent, lastEvent, firstReject, lastReject, firstDuplicate, lastDuplicate,
           firstRawBlock, lastRawBlock, firstExtraColumn, lastExtraColumn, facts, writtenAt,
           firstValue, lastValue, scheme)
         FROM batch WHERE id = ${batch['id']}`,
      );
      head = hash(Uint8Array.of(2), head, digest, meta.trimEnd());
      expect(Buffer.from(head).toString('hex').toUpperCase()).toBe(batch['h']);
    }
    const report = await verifyWorkspace(ws, QUIET);
    expect(report).toMatchObject({ ok: true, head: Buffer.from(head).toString('hex') });
  });
});
