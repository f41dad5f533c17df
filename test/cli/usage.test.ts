import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_CSV, writeLog } from '../contract/tiny-logs.ts';
import { cli } from './run.ts';

const COMMANDS = [
  'import',
  'preview',
  'summary',
  'breakdown',
  'histogram',
  'events',
  'show',
  'sources',
  'rejects',
  'export',
  'profiles',
  'verify',
  'reindex',
  'serve',
];

describe('wrong usage', () => {
  let folder: string;
  let workspace: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-usage-'));
    workspace = join(folder, 'case.trailglass');
    await cli(['import', writeLog(folder, 'audit.csv', AUDIT_CSV), '-w', workspace]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    [['impor'], /unknown command 'impor'.*import/],
    [['summary'], /--workspace/],
    [['summary', '-w', 'WORKSPACE', '--bogus'], /unknown option '--bogus'/],
    [['summary', '-w', 'WORKSPACE', 'extra'], /too many arguments/],
    [['breakdown', '-w', 'WORKSPACE'], /--by/],
    [['breakdown', '-w', 'WORKSPACE', '--by', 'model', '--measure', 'money'], /money.*credits/],
    [['breakdown', '-w', 'WORKSPACE', '--by', 'no such column'], /no such column/],
    [['breakdown', '-w', 'WORKSPACE', '--by', '__proto__'], /__proto__/],
    [['histogram', '-w', 'WORKSPACE', '--bucket', 'fortnight'], /fortnight/],
    [['histogram', '-w', 'WORKSPACE', '--timezone', 'Mars/Olympus'], /Mars\/Olympus/],
    [['events', '-w', 'WORKSPACE', '--limit', '-1'], /whole number/],
    [['events', '-w', 'WORKSPACE', '--format', 'xml'], /xml/],
    [['events', '-w', 'WORKSPACE', '--from', 'yesterday'], /yesterday/],
    [['events', '-w', 'WORKSPACE', '--from', '2026-10-05', '--to', '2026-10-01'], /before/],
    [['events', '-w', 'WORKSPACE', '--where', 'actor:('], /./],
    [['show', '0', '-w', 'WORKSPACE'], /from 1/],
    [['show', '99', '-w', 'WORKSPACE'], /99/],
    [['show', '1', '-w', 'WORKSPACE', '--surrounding', '0'], /between 1 and 500/],
    [['show', '1', '-w', 'WORKSPACE', '--same', 'actor'], /--surrounding/],
    [['import', 'missing.csv', '-w', 'WORKSPACE'], /missing\.csv/],
    [['import', 'WORKSPACE', '-w', 'WORKSPACE', '--profile', 'nope'], /nope/],
    [['import', 'WORKSPACE', '-w', 'WORKSPACE', '--date-order', 'ydm'], /ydm/],
    [['import', 'WORKSPACE', '-w', 'WORKSPACE', '--field', 'tiem=When'], /input=column.*time/],
    [['import', 'WORKSPACE', '-w', 'WORKSPACE', '--delimiter', ''], /comma, semicolon/],
    [['import', 'WORKSPACE', '-w', 'WORKSPACE', '--mapping', 'missing.json'], /missing\.json/],
    [['preview', 'missing.csv'], /missing\.csv/],
    [['verify', 'missing.trailglass'], /missing\.trailglass/],
    [['reindex'], /--workspace/],
    [['reindex', '-w', 'missing.trailglass'], /missing\.trailglass/],
    [['serve', '-w', 'WORKSPACE', '--port', '70000'], /65535/],
  ])('%j is one line and status 2', async (args, message) => {
    const { status, out, err } = await cli(args.map((arg) => (arg === 'WORKSPACE' ? workspace : arg)));
    expect(err).toMatch(/^trailglass: [^\n]+\n$/);
    expect(err).toMatch(message);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  it('with --json is also one document', async () => {
    for (const args of [
      ['summary', '--json'],
      ['summary', '-w', join(folder, 'missing'), '--json'],
    ]) {
      const { out, err, status } = await cli(args);
      const { error } = JSON.parse(out);
      expect(error).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String) });
      expect(err).toBe(`trailglass: ${error.message}\n`);
      expect(status).toBe(2);
    }
  });

  it('of a query says where', async () => {
    const { out } = await cli(['events', '-w', workspace, '--where', 'credits:>', '--json']);
    expect(JSON.parse(out).error).toMatchObject({
      code: 'BAD_QUERY',
      details: { position: expect.any(Number) },
    });
  });

  it('makes no workspace for files that are not there', async () => {
    const fresh = join(folder, 'fresh.trailglass');
    expect((await cli(['import', join(folder, 'a.csv'), '-w', fresh])).status).toBe(2);
    expect(existsSync(fresh)).toBe(false);
  });

  it('leaves a foreign file as it is', async () => {
    const foreign = join(folder, 'notes.txt');
    writeFileSync(foreign, 'my notes\n'.repeat(500));
    for (const args of [
      ['summary', '-w', foreign],
      ['import', join(folder, 'audit.csv'), '-w', foreign],
      ['verify', foreign],
    ]) {
      expect((await cli(args)).status).toBe(2);
    }
    expect(readFileSync(foreign, 'utf8')).toBe('my notes\n'.repeat(500));
  });

  it('shows the help when nothing is asked', async () => {
    const { status, err } = await cli([]);
    expect(status).toBe(2);
    expect(err).toContain('Usage: trailglass');
  });
});

describe('--help', () => {
  it('lists every command', async () => {
    const { out, status } = await cli(['--help']);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(status).toBe(0);
  });

  it.each(COMMANDS)('of %s shows an example', async (command) => {
    const { out, status } = await cli([command, '--help']);
    expect(out).toContain('Usage: trailglass');
    expect(out).toContain(`  $ trailglass ${command} `);
    expect(status).toBe(0);
  });
});

describe('log text on a terminal', () => {
  it('is inert', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trailglass-inert-'));
    const workspace = join(folder, 'case.trailglass');
    const hostile = '\u001b]0;owned\u0007\u001b[2J\u202egnp.exe';
    const [header = '', ...rows] = AUDIT_CSV.replace('t-1', hostile).trimEnd().split('\n');
    const text = [`${header},${hostile}`, ...rows.map((row) => `${row},x`), ''].join('\n');
    const log = writeLog(folder, 'hostile.csv', text);
    await cli(['import', log, '-w', workspace]);
    for (const args of [
      ['events', '-w', workspace, '--format', 'table'],
      ['breakdown', '-w', workspace, '--by', 'resource'],
      ['show', '1', '-w', workspace],
      ['sources', '-w', workspace],
    ]) {
      const { out, err } = await cli(args, { tty: true });
      expect((out + err).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      if (args[0] !== 'sources') expect(out).toContain('␛]0;owned␇␛[2J⟨U+202E⟩gnp.exe');
    }
    rmSync(folder, { recursive: true });
  });
});
