import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePrivateFolder } from '../../electron/hosts/loopback/private-folder.ts';
import { type LoopbackHost, startLoopback } from '../../electron/hosts/loopback/start-loopback.ts';
import { createClient } from '../../shared/api/client.ts';
import { DEFAULT_IMPORT_OPTIONS, NEWEST_FIRST } from '../../shared/api/contract.ts';
import type { PickedFile } from '../../shared/api/shell.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { AUDIT_CSV } from '../contract/tiny-logs.ts';
import { enterLoopback, type LoopbackBrowser } from '../support/loopback-browser.ts';

describe('files of the loopback host', () => {
  let folder: string;
  let temporary: string;
  let host: LoopbackHost;
  let browser: LoopbackBrowser;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-files-'));
    temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const samplesDir = join(folder, 'samples');
    mkdirSync(samplesDir);
    writeFileSync(join(samplesDir, 'a.csv'), AUDIT_CSV);
    writeFileSync(join(samplesDir, 'generate.ts'), '');
    host = await startLoopback({ workspace: join(folder, 'case.trailglass'), create: true, samplesDir });
    browser = await enterLoopback(host.url);
  });

  afterEach(async () => {
    await host.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The folder for uploads and exports. */
  const privateFolder = () => join(temporary, readdirSync(temporary)[0] ?? 'none');

  async function picked(response: Response): Promise<PickedFile> {
    expect(response.status).toBe(200);
    return (await response.json()) as PickedFile;
  }

  async function importing(handle: PickedFile['handle']) {
    const { engine } = createClient(await browser.connect());
    return { engine, report: await engine.importFiles({ files: [handle], options: DEFAULT_IMPORT_OPTIONS }) };
  }

  it('come in as a stream into a folder that only this user can enter', async () => {
    const body = new Blob([AUDIT_CSV]).stream();
    const file = await picked(
      await browser.request('/files?name=../../audit%00%0A.csv', { method: 'POST', body }),
    );
    expect(file).toMatchObject({ name: 'audit.csv', bytes: AUDIT_CSV.length });
    expect(statSync(privateFolder()).mode & 0o777).toBe(0o700);
    expect(readdirSync(privateFolder())).toEqual(['upload-1']);
    const { report } = await importing(file.handle);
    expect(report.sources).toMatchObject([{ name: 'audit.csv', status: 'imported', read: 3 }]);
  });

  it('that break off leave nothing behind', async () => {
    const { port } = host;
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        const head = `POST /files?name=a.csv HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${browser.origin}\r\nCookie: ${browser.cookie}\r\nContent-Length: 100\r\n\r\n`;
        socket.write(`${head}half`, () => setTimeout(() => socket.destroy(), 50));
      });
      socket.on('close', () => resolve());
    });
    await vi.waitFor(() => expect(readdirSync(privateFolder())).toEqual([]));
  });

  it('that cannot fit are refused before they are read', async () => {
    const head = `POST /files?name=a.csv HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nOrigin: ${browser.origin}\r\nCookie: ${browser.cookie}\r\nContent-Length: 9007199254740991\r\n\r\n`;
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(host.port, '127.0.0.1', () => socket.write(head));
      socket.once('data', (data) => {
        socket.destroy();
        resolve(String(data));
      });
    });
    expect(answer).toMatch(/^HTTP\/1.1 507 /);
    expect(answer).toContain('"code":"DISK_FULL"');
  });

  it('of the samples are offered by handle', async () => {
    const response = await browser.request('/samples', { method: 'POST' });
    const samples = (await response.json()) as PickedFile[];
    expect(samples.map(({ name }) => name)).toEqual(['a.csv']);
    const { report } = await importing(samples[0]?.handle as PickedFile['handle']);
    expect(report.sources).toMatchObject([{ status: 'imported' }]);
  });

  it('go out once, under the name asked for', async () => {
    const upload = await browser.request('/files?name=audit.csv', { method: 'POST', body: AUDIT_CSV });
    const { engine } = await importing((await picked(upload)).handle);
    const name = 'Beweis "1" ü€.csv';
    const target = await picked(
      await browser.request(`/exports?${new URLSearchParams({ name, format: 'csv' })}`, { method: 'POST' }),
    );
    const early = await browser.request(`/files/${target.handle}`);
    expect(early.status).toBe(404);
    const exported = await engine.exportEvents({
      filter: EMPTY_FILTER,
      sort: NEWEST_FIRST,
      format: 'csv',
      target: target.handle,
    });
    const download = await browser.request(`/files/${target.handle}`);
    expect(download.headers.get('content-disposition')).toBe(
      `attachment; filename="Beweis _1_ __.csv"; filename*=UTF-8''Beweis%20%221%22%20%C3%BC%E2%82%AC.csv`,
    );
    expect(download.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await download.arrayBuffer()).byteLength).toBe(exported.bytes);
    expect((await browser.request(`/files/${target.handle}`)).status).toBe(404);
    await vi.waitFor(() => expect(readdirSync(privateFolder())).toEqual(['upload-1']));
  });

  it.each(['A'.repeat(43), '..%2f..%2fetc%2fpasswd', '', 'constructor', '__proto__'])(
    'are not found under the forged handle "%s"',
    async (handle) => {
      const response = await browser.request(`/files/${handle}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: 'UNKNOWN_HANDLE' } });
    },
  );

  it('that were uploaded cannot be fetched', async () => {
    const upload = await picked(
      await browser.request('/files?name=a.csv', { method: 'POST', body: AUDIT_CSV }),
    );
    expect((await browser.request(`/files/${upload.handle}`)).status).toBe(404);
  });

  it.each(['parquet', '', '__proto__'])('are not exported as "%s"', async (format) => {
    const response = await browser.request(`/exports?name=a&format=${format}`, { method: 'POST' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'BAD_ARGUMENT' } });
  });

  it('are deleted when the host closes', async () => {
    await browser.request('/files?name=a.csv', { method: 'POST', body: AUDIT_CSV });
    await host.close();
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('the private folder', () => {
  it('takes the place of those that dead hosts left, and touches nothing else', () => {
    const parent = mkdtempSync(join(tmpdir(), 'trailglass-private-'));
    const kept = join(parent, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, 'file'), '');
    mkdirSync(join(parent, 'trailglass-loopback-999999999-dead'));
    mkdirSync(join(parent, `trailglass-loopback-${process.pid}-alive`));
    mkdirSync(join(parent, 'trailglass-loopback-odd'));
    symlinkSync(kept, join(parent, 'trailglass-loopback-999999999-link'));
    const made = makePrivateFolder(parent);
    const left = readdirSync(parent).map((name) => join(parent, name));
    expect(left.sort()).toEqual(
      [
        kept,
        made.path,
        join(parent, `trailglass-loopback-${process.pid}-alive`),
        join(parent, 'trailglass-loopback-999999999-link'),
        join(parent, 'trailglass-loopback-odd'),
      ].sort(),
    );
    expect(readdirSync(kept)).toEqual(['file']);
    made.remove();
    expect(readdirSync(parent)).toHaveLength(4);
    rmSync(parent, { recursive: true });
  });
});
