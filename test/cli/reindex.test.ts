import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_CSV, manyRecords, writeLog } from '../contract/tiny-logs.ts';
import { cli, cliJson, cliProcess } from './run.ts';

let folder: string;
let workspace: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-reindex-'));
  workspace = join(folder, 'case.trailglass');
  await cli(['import', writeLog(folder, 'audit.csv', AUDIT_CSV), '-w', workspace]);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function damage(statement: string): void {
  const db = new Database(workspace);
  db.exec(statement);
  db.close();
}

describe('trailglass reindex', () => {
  it('writes the index anew and says what it wrote', async () => {
    damage('DELETE FROM index_segment');
    expect(await cli(['reindex', '-w', workspace])).toEqual({
      status: 0,
      out: 'Column index rebuilt: 3 events in 1 segment.\n',
      err: '',
    });
    expect(await cliJson(['reindex', '-w', workspace])).toEqual({ segments: 1, events: 3 });
    expect((await cli(['summary', '-w', workspace])).err).toBe('');
    expect((await cli(['verify', workspace])).status).toBe(0);
  });

  it('shows how far it is on a terminal', async () => {
    const { err } = await cli(['reindex', '-w', workspace], { tty: true });
    expect(err).toContain('Rebuilding the column index: 3 of 3 records (100 %)');
  });

  it('ends with 130 on Ctrl+C, and what it leaves is answered rightly', async () => {
    const many = writeLog(folder, 'many.csv', manyRecords(200_000));
    await cli(['import', many, '-w', workspace]);
    const db = new Database(workspace, { readonly: true });
    const segments = (): unknown => db.prepare('SELECT count(*) FROM index_segment').pluck().get();
    const before = segments();
    const child = cliProcess(['reindex', '-w', workspace]);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    while (segments() === before) await new Promise((resolve) => setTimeout(resolve, 1));
    db.close();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    const { out, err } = await cli(['summary', '-w', workspace, '--json']);
    expect(JSON.parse(out)).toMatchObject({ events: 200_003 });
    expect(err).toContain('trailglass reindex');
  });
});

describe('over an index that cannot be used', () => {
  it.each([
    ['missing', 'DELETE FROM index_segment', /is missing/],
    ['of another version', 'UPDATE index_segment SET version = version + 1', /of another version/],
    ['damaged', "UPDATE index_segment SET names = 'time'", /is damaged/],
  ])('%s, every command answers as before and suggests to rebuild it', async (_damage, statement, reason) => {
    const commands = [
      ['summary', '-w', workspace, '--json'],
      ['breakdown', '-w', workspace, '--by', 'actor', '--json'],
      ['histogram', '-w', workspace, '--bucket', 'day', '--json'],
      ['events', '-w', workspace, '--where', 'actor:dana*', '--format', 'json'],
      ['show', '1', '-w', workspace, '--json'],
      ['sources', '-w', workspace, '--json'],
    ];
    const before = await Promise.all(commands.map((command) => cli(command)));
    damage(statement);
    for (const [at, command] of commands.entries()) {
      const { out, err, status } = await cli(command);
      expect({ out, status }).toEqual({ out: before[at]?.out, status: 0 });
      expect(err).toMatch(/^trailglass: [^\n]*"trailglass reindex -w [^\n]*" rebuilds it\.\n$/);
      expect(err).toMatch(reason);
    }
  });

  it('damaged in the middle of a column, a command that reads it says so', async () => {
    const before = await cli(['breakdown', '-w', workspace, '--by', 'actor', '--json']);
    damage("UPDATE index_column SET data = zeroblob(length(data)) WHERE name = 'actor'");
    const after = await cli(['breakdown', '-w', workspace, '--by', 'actor', '--json']);
    expect(after.out).toBe(before.out);
    expect(after.err).toMatch(/is damaged.*trailglass reindex/);
  });
});
