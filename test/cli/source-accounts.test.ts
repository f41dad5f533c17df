import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_CSV, BROKEN_JSONL, writeLog } from '../contract/tiny-logs.ts';
import { cli, cliJson } from './run.ts';

/* Accounts of sources, coverage, comparison, actors: the documented shapes and exit statuses. */

const [HEADER = '', FIRST = '', SECOND = '', THIRD = ''] = AUDIT_CSV.split('\n');

describe('accounts on the command line', () => {
  let folder: string;
  let workspace: string;
  const w = () => ['-w', workspace];
  const log = (name: string, ...lines: readonly string[]) => writeLog(folder, name, `${lines.join('\n')}\n`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-accounts-'));
    workspace = join(folder, 'case.trailglass');
    const audit = writeLog(folder, 'audit.csv', AUDIT_CSV);
    const broken = writeLog(folder, 'broken.jsonl', BROKEN_JSONL);
    expect((await cli(['import', audit, broken, ...w()])).status).toBe(1);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('sources: the accounting stands behind what was there before', async () => {
    const { sources } = await cliJson<{ sources: Record<string, unknown>[] }>([
      'sources',
      ...w(),
      '--timezone',
      'Europe/Berlin',
    ]);
    const [audit] = sources;
    const added = ['stated', 'counted', 'holds', 'same', 'conflicts', 'span', 'days', 'usual', 'gaps'];
    expect(Object.keys(audit ?? {}).slice(-added.length)).toEqual(added);
    expect(audit).toMatchObject({
      timezone: 'UTC',
      holds: true,
      counted: { read: 3, imported: 3, duplicate: 0, rejected: 0 },
      span: { from: '2026-10-01T08:00:00.000Z', to: '2026-10-03T10:00:00.000Z' },
      days: [
        { day: '2026-10-01', events: 1 },
        { day: '2026-10-02', events: 1 },
        { day: '2026-10-03', events: 1 },
      ],
      gaps: [],
    });
  });

  it('rejects --out: the whole raw text, as CSV or JSON Lines', async () => {
    const jsonl = join(folder, 'rejected.jsonl');
    const report = await cliJson(['rejects', ...w(), '--out', jsonl]);
    expect(report).toEqual({
      rows: 1,
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      format: 'jsonl',
      sanitised: false,
      path: jsonl,
    });
    expect(JSON.parse(readFileSync(jsonl, 'utf8'))).toEqual({
      sourceId: 2,
      source: 'broken.jsonl',
      line: 2,
      column: expect.any(Number),
      byteOffset: expect.any(Number),
      byteLength: 14,
      reason: expect.any(String),
      text: '{"when": oops}',
      base64: null,
    });
    const csv = join(folder, 'rejected.csv');
    expect((await cli(['rejects', ...w(), '--source', '2', '--out', csv])).status).toBe(0);
    expect(readFileSync(csv, 'utf8')).toContain('"{""when"": oops}"');
    const again = await cli(['rejects', ...w(), '--out', csv]);
    expect([again.status, again.err]).toEqual([2, expect.stringContaining('exists already')]);
    const none = await cliJson(['rejects', ...w(), '--source', '1', '--out', join(folder, 'none.csv')]);
    expect(none).toMatchObject({ rows: 0 });
  });

  it('rejects --out: cells that a spreadsheet would run are defused in CSV', async () => {
    const fresh = join(folder, 'hostile.trailglass');
    const path = writeLog(folder, 'hostile.jsonl', `${BROKEN_JSONL}=cmd|' /C calc'!A0\n`);
    await cli(['import', path, '-w', fresh]);
    const csv = join(folder, 'hostile.csv');
    await cli(['rejects', '-w', fresh, '--out', csv]);
    expect(readFileSync(csv, 'utf8')).toContain(`'=cmd|' /C calc'!A0`);
  });

  it('coverage', async () => {
    const report = await cliJson<{ logs: Record<string, unknown>[] }>(['coverage', ...w()]);
    expect(Object.keys(report)).toEqual(['timezone', 'rules', 'logs']);
    expect(Object.keys(report.logs[0] ?? {})).toEqual([
      'name',
      'profile',
      'tenants',
      'lanes',
      'events',
      'undated',
      'span',
      'covered',
      'overlaps',
      'holes',
      'late',
      'days',
      'usual',
    ]);
    const { out } = await cli(['coverage', ...w()]);
    expect(out).toContain('org-audit: 3 events, 1 Oct 2026 08:00:00 UTC to 3 Oct 2026 10:00:00 UTC');
    const wrong = await cli(['coverage', ...w(), '--timezone', 'Nowhere/Else']);
    expect([wrong.status, wrong.err]).toEqual([2, expect.stringContaining('Nowhere/Else')]);
  });

  it('compare: 0 when nothing vanished, 1 when something did; no workspace is left behind', async () => {
    const a = log('a.csv', HEADER, FIRST, SECOND, THIRD);
    const b = log('b.csv', HEADER, FIRST, THIRD);
    const same = await cli(['compare', a, a]);
    expect(same).toMatchObject({ status: 0, err: '' });
    expect(same.out).toContain('3 unchanged, 0 vanished, 0 altered, 0 late');
    const lost = await cli(['compare', a, b, '--json']);
    expect(lost.status).toBe(1);
    const comparison = JSON.parse(lost.out);
    expect(Object.keys(comparison)).toEqual([
      'first',
      'second',
      'common',
      'unchanged',
      'vanished',
      'altered',
      'late',
      'probablyAltered',
      'outside',
      'notes',
    ]);
    expect(comparison).toMatchObject({
      first: { records: 3, sources: [{ name: 'a.csv' }] },
      second: { records: 2 },
      vanished: { total: 1, records: [{ action: 'delete', origin: { sourceName: 'a.csv', line: 3 } }] },
    });
    expect(existsSync(join(folder, 'compare.trailglass'))).toBe(false);
  });

  it('compare: tells what was probably altered where records have no ids', async () => {
    const a = log('plain-a.csv', HEADER, FIRST, SECOND, THIRD);
    const b = log('plain-b.csv', HEADER, FIRST, SECOND.replace('delete', 'update'), THIRD);
    const { out, status } = await cli(['compare', a, b]);
    expect(status).toBe(1);
    expect(out).toContain('1 vanished, 0 altered, 1 late');
    expect(out).toContain(
      'Probably altered (lead, not proof): one vanished and one late record that agree (1)',
    );
    expect(out).toContain('plain-b.csv:3');
    expect(out).toContain('action: "delete" -> "update"');
  });

  it('compare: the time both were exported for can be named', async () => {
    const a = log('from-first.csv', HEADER, FIRST, SECOND, THIRD);
    const b = log('without-last.csv', HEADER, FIRST, SECOND);
    expect((await cli(['compare', a, b])).status).toBe(0);
    const judged = await cli(['compare', a, b, '--from', '2026-10-01', '--to', '2026-10-03', '--json']);
    expect(judged.status).toBe(1);
    expect(JSON.parse(judged.out)).toMatchObject({ vanished: { total: 1 }, outside: { first: 0 } });
  });

  it('compare: what has no time in common is not called unchanged, what cannot be read is refused', async () => {
    const a = log('one.csv', HEADER, FIRST);
    const b = log('other.csv', HEADER, THIRD);
    expect((await cli(['compare', a, b])).status).toBe(1);
    const missing = await cli(['compare', a, join(folder, 'missing.csv')]);
    expect([missing.status, missing.err]).toEqual([2, expect.stringContaining('missing.csv')]);
  });

  it('compare --sources: of a workspace', async () => {
    expect((await cli(['compare', '--sources', '1', '1', ...w()])).status).toBe(0);
    expect((await cli(['compare', '--sources', '1', '2', ...w()])).status).toBe(1);
    const unknown = await cli(['compare', '--sources', '1', '9', ...w()]);
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('no source 9')]);
    const nowhere = await cli(['compare', '--sources', '1', '2']);
    expect([nowhere.status, nowhere.err]).toEqual([2, expect.stringContaining('-w FILE')]);
    expect((await cli(['compare', '--sources', 'one', '2', ...w()])).status).toBe(2);
  });

  it('actors', async () => {
    const page = await cliJson<{ actors: Record<string, unknown>[] }>(['actors', ...w(), '--search', 'DANA']);
    expect(page).toMatchObject({ total: 1, counts: { user: 1 }, resolved: 0, conflicts: [] });
    expect(page.actors[0]).toEqual({
      tenant: null,
      kind: 'user',
      key: 'dana@example.com',
      by: 'email',
      ids: [],
      names: [expect.objectContaining({ text: 'Dana', events: 2, sources: [1] })],
      emails: [expect.objectContaining({ text: 'dana@example.com' })],
      keys: [],
      events: 2,
      firstTime: '2026-10-01T08:00:00.000Z',
      lastTime: '2026-10-02T09:30:00.500Z',
      sources: [1],
      resolved: null,
    });
    expect((await cli(['actors', ...w()])).out).toContain('lee@example.com');
  });
});
