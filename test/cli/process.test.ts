import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manyRecords, writeLog } from '../contract/tiny-logs.ts';
import { enterLoopback } from '../support/loopback-browser.ts';
import { cli, cliJson, cliProcess } from './run.ts';

describe('the process', () => {
  let folder: string;
  let workspace: string;
  let many: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-process-'));
    workspace = join(folder, 'case.trailglass');
    many = writeLog(folder, 'many.csv', manyRecords(20_000));
    await cli(['import', many, '-w', workspace]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function ended(child: ChildProcess): Promise<number | null> {
    const [status] = await once(child, 'exit');
    return status as number | null;
  }

  it('prints one document on standard output and nothing on standard error', async () => {
    const child = cliProcess(['summary', '-w', workspace, '--json']);
    const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
    expect(JSON.parse(out)).toMatchObject({ events: 20_000 });
    expect(err).toBe('');
    expect(status).toBe(0);
  });

  it('writes every row to a pipe', async () => {
    const child = cliProcess(['events', '-w', workspace]);
    const [out] = await Promise.all([text(child.stdout), ended(child)]);
    expect(out.split('\n')).toHaveLength(20_001);
  });

  it('ends quietly when its reader goes away', async () => {
    const child = cliProcess(['events', '-w', workspace, '--format', 'jsonl']);
    const status = ended(child);
    const err = text(child.stderr);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await status).toBe(0);
    expect(await err).toBe('');
  });

  it('stops an import at Ctrl+C: what is committed stays, status 130', async () => {
    const target = join(folder, 'stopped.trailglass');
    const large = writeLog(folder, 'large.csv', manyRecords(400_000));
    const child = cliProcess(['import', large, '-w', target, '--json']);
    const outcome = Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
    await waitForEvents(target);
    child.kill('SIGINT');
    const [out, err, status] = await outcome;
    expect(status).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'CANCELLED' } });
    expect(err).toContain('Stopping');
    const { sources } = await cliJson<{ sources: { status: string; imported: number }[] }>([
      'sources',
      '-w',
      target,
    ]);
    expect(sources).toMatchObject([{ status: 'interrupted' }]);
    expect(sources[0]?.imported).toBeGreaterThan(0);
    expect((await cli(['verify', target])).status).toBe(0);
    const resumed = await cliJson<{ sources: unknown[] }>(['import', large, '-w', target]);
    expect(resumed.sources).toMatchObject([{ status: 'imported', read: 400_000 }]);
    expect(await cliJson(['summary', '-w', target])).toMatchObject({ events: 400_000 });
  });

  async function waitForEvents(target: string): Promise<void> {
    for (;;) {
      const { status, out } = await cli(['summary', '-w', target, '--json']);
      if (status === 0 && (JSON.parse(out) as { events: number }).events > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('serves until it is ended, printing just the address', async () => {
    const child = cliProcess(['serve', '-w', workspace, '--no-open']);
    const status = ended(child);
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/);
    const browser = await enterLoopback(line.trim());
    expect(await (await browser.request('/info')).json()).toMatchObject({
      host: 'loopback',
      canSwitchWorkspace: false,
    });
    const busy = await cli(['import', many, '-w', workspace]);
    expect(busy).toMatchObject({ status: 2, err: expect.stringContaining('open in another Trailglass') });
    child.kill('SIGTERM');
    expect(await status).toBe(0);
  });
});
