import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_CSV, writeLog } from '../contract/tiny-logs.ts';
import { cli } from './run.ts';

describe('trailglass export', () => {
  let folder: string;
  let workspace: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-export-'));
    workspace = join(folder, 'case.trailglass');
    await cli(['import', writeLog(folder, 'audit.csv', AUDIT_CSV), '-w', workspace]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['csv', 'json', 'jsonl'])('writes %s and prints its rows and SHA-256', async (format) => {
    const out = join(folder, `out.${format}`);
    const args = ['export', '-w', workspace, '--where', 'actor:dana*', '--format', format, '--out', out];
    const ended = await cli([...args, '--json']);
    const written = readFileSync(out);
    expect(ended.status).toBe(0);
    expect(JSON.parse(ended.out)).toMatchObject({
      rows: 2,
      bytes: written.length,
      sha256: createHash('sha256').update(written).digest('hex'),
      format,
    });
    expect(written.toString()).toContain('dana@example.com');
    expect(written.toString()).not.toContain('lee@example.com');
  });

  it('prints the same for people', async () => {
    const out = join(folder, 'people.csv');
    const ended = await cli(['export', '-w', workspace, '--format', 'csv', '--out', out]);
    const sha256 = createHash('sha256').update(readFileSync(out)).digest('hex');
    expect(ended.out).toContain('3 rows');
    expect(ended.out).toContain(sha256);
  });

  it('does not write over a file', async () => {
    const out = join(folder, 'mine.csv');
    writeFileSync(out, 'mine');
    const ended = await cli(['export', '-w', workspace, '--format', 'csv', '--out', out]);
    expect(ended.status).toBe(2);
    expect(ended.err).toMatch(/^trailglass: .*mine\.csv exists already/);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it('says that parquet is not offered yet', async () => {
    const out = join(folder, 'out.parquet');
    const ended = await cli(['export', '-w', workspace, '--format', 'parquet', '--out', out]);
    expect(ended).toMatchObject({ status: 2, err: expect.stringContaining('Parquet is not offered yet') });
    expect(existsSync(out)).toBe(false);
  });

  it('says that a folder does not exist', async () => {
    const out = join(folder, 'nowhere', 'out.csv');
    const ended = await cli(['export', '-w', workspace, '--format', 'csv', '--out', out]);
    expect(ended.status).toBe(2);
    expect(ended.err).toMatch(/^trailglass: .*nowhere.*\n$/);
  });
});
