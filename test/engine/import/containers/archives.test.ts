import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { packTar, type TarHeader } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../../electron/engine/import/import-files.ts';
import { previewFile } from '../../../../electron/engine/import/preview/preview-file.ts';
import { readRaw } from '../../../../electron/engine/store/raw-records.ts';
import { listSources } from '../../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../../electron/engine/store/verify.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../../shared/api/contract.ts';
import { zipOf } from '../../../support/archives.ts';
import { ImportBench, listener } from '../import-bench.ts';

const CSV = (action: string): string =>
  `timestamp,action\n2026-10-01T10:00:00Z,${action}.1\n2026-10-01T10:00:01Z,${action}.2\n`;
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

type Packed = readonly (readonly [name: string, content: string | Uint8Array, header?: Partial<TarHeader>])[];

const tar = async (files: Packed): Promise<Buffer> =>
  Buffer.from(
    await packTar(
      files.map(([name, content, header]) => {
        const body = Buffer.from(content as Uint8Array);
        return { header: { name, size: body.length, ...header }, body };
      }),
    ),
  );
const zip = async (files: Packed): Promise<Buffer> =>
  zipOf(files.map(([name, content]) => ({ name, content })));

const PACKERS = [
  ['zip', zip],
  ['tar', tar],
  ['tar.gz', async (files: Packed) => gzipSync(await tar(files))],
] as const;

describe.each(PACKERS)('one file of a %s archive', (_, pack) => {
  const files: Packed = [
    ['a.csv', CSV('a')],
    ['inner/b.csv', CSV('b')],
    ['inner/notes.txt', CSV('n')],
  ];

  it('is shown and imported when it is chosen, whatever it is called; the others are listed', async () => {
    const bench = new ImportBench();
    const path = bench.file('export.bin', await pack(files));
    const shown = (member: string | null) =>
      previewFile({ path, name: 'export.bin' }, { ...DEFAULT_IMPORT_OPTIONS, member }, listener());
    const first = await shown(null);
    expect(first).toMatchObject({ name: 'export.bin/a.csv', question: null });
    expect(first.decisions).toMatchObject({
      members: ['a.csv', 'inner/b.csv'],
      moreMembers: false,
      sheets: [],
    });
    const second = await shown('inner/b.csv');
    expect(second.name).toBe('export.bin/inner/b.csv');
    expect(second.records.map(({ event }) => event.action)).toEqual(['b.1', 'b.2']);
    expect((await shown('inner/notes.txt')).records).toHaveLength(2);

    const [source, ...others] = await bench.job([path], second.decisions?.effective);
    expect(source).toMatchObject({ name: 'export.bin/inner/b.csv', imported: 2 });
    expect(others).toEqual([]);
    expect(listSources(bench.ws)[0]?.options?.member).toBe('inner/b.csv');
  });

  it('that is not there is a question; the rest is shown as without it', async () => {
    const bench = new ImportBench();
    const path = bench.file('export.bin', await pack(files));
    const options = { ...DEFAULT_IMPORT_OPTIONS, member: 'c.csv' };
    const preview = await previewFile({ path, name: 'export.bin' }, options, listener());
    expect(preview).toMatchObject({ name: 'export.bin/a.csv', question: { choice: 'member' } });
    const message = 'export.bin has no file "c.csv". It has "a.csv", "inner/b.csv".';
    expect(preview.question?.message).toBe(message);
    const [failed] = await bench.job([path], options);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'BAD_MAPPING', message } });
    const plain = bench.file('plain.csv', CSV('p'));
    expect((await bench.job([plain], options))[0]?.error?.message).toContain('is no zip or tar archive');
  });
});

describe.each(PACKERS)('a %s archive', (kind, pack) => {
  it('gives a source for each member that is called like a log, whatever the archive is called', async () => {
    const bench = new ImportBench();
    const packed = gzipSync(CSV('c'));
    const archive = await pack([
      ['a.csv', CSV('a')],
      ['inner/b.jsonl', '{"time":1790848800,"action":"b.1"}\n'],
      ['readme.md', '# no log'],
      ['inner/c.csv.gz', packed],
      ['__MACOSX/._a.csv', 'Mac OS X'],
    ]);
    const path = bench.file('export.bin', archive);
    const report = await importFiles(
      bench.ws,
      [{ path, name: 'export.bin' }],
      DEFAULT_IMPORT_OPTIONS,
      listener(),
    );
    expect(report.sources.map(({ name, status, read, sha256: hash }) => [name, status, read, hash])).toEqual([
      ['export.bin/a.csv', 'imported', 2, sha256(CSV('a'))],
      ['export.bin/inner/b.jsonl', 'imported', 1, sha256('{"time":1790848800,"action":"b.1"}\n')],
      ['export.bin/inner/c.csv.gz', 'imported', 2, sha256(packed)],
    ]);
    expect(report.skipped).toEqual(['export.bin/readme.md', 'export.bin/__MACOSX/._a.csv']);
    expect(listSources(bench.ws).map(({ container }) => container)).toEqual(
      ['a.csv', 'inner/b.jsonl', 'inner/c.csv.gz'].map((member) => ({
        name: 'export.bin',
        sha256: sha256(archive),
        bytes: archive.length,
        member,
      })),
    );
    expect(bench.events().map((event) => event['action'])).toEqual(['a.1', 'a.2', 'b.1', 'c.1', 'c.2']);
    expect(readRaw(bench.ws, 1, 0, CSV('a').length).toString()).toBe(CSV('a'));
    const { checks } = await verifyWorkspace(bench.ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('adds nothing when its members were imported before, loose or out of another archive', async () => {
    const bench = new ImportBench();
    await bench.take('loose.csv', CSV('a'));
    await bench.job([
      bench.file(
        `one.${kind}`,
        await pack([
          ['x/a.csv', CSV('a')],
          ['b.csv', CSV('b')],
        ]),
      ),
    ]);
    const sources = await bench.job([
      bench.file(
        `two.${kind}`,
        await pack([
          ['y/b.csv', CSV('b')],
          ['c.csv', CSV('c')],
        ]),
      ),
      bench.file('b.csv', CSV('b')),
    ]);
    expect(sources.map(({ name, status }) => [name, status])).toEqual([
      [`two.${kind}/y/b.csv`, 'already-imported'],
      [`two.${kind}/c.csv`, 'imported'],
      ['b.csv', 'already-imported'],
    ]);
    expect(listSources(bench.ws).map(({ name }) => name)).toEqual([
      'loose.csv',
      `one.${kind}/b.csv`,
      `two.${kind}/c.csv`,
    ]);
  });

  it('refuses archives inside it one by one, and the others go on', async () => {
    const bench = new ImportBench();
    const sources = await bench.job([
      bench.file(
        `outer.${kind}`,
        await pack([
          ['inner.zip', await zip([['a.csv', CSV('a')]])],
          ['called-otherwise.csv', await tar([['a.csv', CSV('a')]])],
          ['inner.tgz', gzipSync(await tar([['a.csv', CSV('a')]]))],
          ['b.csv', CSV('b')],
        ]),
      ),
    ]);
    expect(sources.map(({ name, status, error }) => [name, error?.code ?? status])).toEqual([
      [`outer.${kind}/inner.zip`, 'ARCHIVE_REFUSED'],
      [`outer.${kind}/called-otherwise.csv`, 'ARCHIVE_REFUSED'],
      [`outer.${kind}/inner.tgz`, 'ARCHIVE_REFUSED'],
      [`outer.${kind}/b.csv`, 'imported'],
    ]);
  });

  it('reads members of any size, and every one of many', async () => {
    const bench = new ImportBench();
    const line = '{"time":1790848800,"action":"long","note":"0123456789012345678901234567890123456789"}\n';
    const files: Packed = [
      ['long.jsonl', line.repeat(100_000)],
      ...Array.from({ length: 300 }, (_, i) => [`${i}.csv`, CSV(`f${i}`)] as const),
    ];
    const sources = await bench.job([bench.file(`many.${kind}`, await pack(files))]);
    expect(sources).toHaveLength(301);
    expect(sources[0]).toMatchObject({
      status: 'imported',
      imported: 100_000,
      sha256: sha256(line.repeat(100_000)),
    });
    expect(new Set(sources.slice(1).map(({ status, imported }) => `${status} ${imported}`))).toEqual(
      new Set(['imported 2']),
    );
  });

  it('says what is in it when no member is called like a log', async () => {
    const bench = new ImportBench();
    const [source] = await bench.job([
      bench.file(
        `docs.${kind}`,
        await pack([
          ['a.md', 'x'],
          ['b.png', 'y'],
        ]),
      ),
    ]);
    expect(source?.error).toMatchObject({
      code: 'NOT_A_LOG',
      message: expect.stringContaining('2 other files'),
    });
  });

  it('takes names of members for text only, whatever they say', async () => {
    const bench = new ImportBench();
    const names = [
      '../../etc/up.csv',
      '/etc/root.csv',
      'C:\\temp\\drive.csv',
      '\\\\host\\share\\unc.csv',
      'CON.csv',
    ];
    const sources = await bench.job([
      bench.file(`names.${kind}`, await pack(names.map((name, i) => [name, CSV(`n${i}`)]))),
    ]);
    expect(sources.map(({ name, status }) => [name, status])).toEqual(
      names.map((name) => [`names.${kind}/${name}`, 'imported']),
    );
    expect(listSources(bench.ws).map(({ container }) => container?.member)).toEqual(names);
  });
});

describe('entries of a tar file that are no files', () => {
  it('are left alone', async () => {
    const bench = new ImportBench();
    const path = bench.file(
      'x.tar',
      await tar([
        ['folder.csv/', '', { type: 'directory' }],
        ['link.csv', '', { type: 'symlink', linkname: '/etc/passwd' }],
        ['hard.csv', '', { type: 'link', linkname: '/etc/passwd' }],
        ['device.csv', '', { type: 'character-device' }],
        ['a.csv', CSV('a')],
      ]),
    );
    const report = await importFiles(bench.ws, [{ path, name: 'x.tar' }], DEFAULT_IMPORT_OPTIONS, listener());
    expect(report.sources.map(({ name }) => name)).toEqual(['x.tar/a.csv']);
    expect(report.skipped).toEqual(['x.tar/link.csv', 'x.tar/hard.csv', 'x.tar/device.csv']);
  });
});

describe('links in a zip file', () => {
  it('are left alone', async () => {
    const bench = new ImportBench();
    const archive = zipOf([
      { name: 'link.csv', content: '/etc/passwd', mode: 0o120777 },
      { name: 'a.csv', content: CSV('a') },
    ]);
    const path = bench.file('x.zip', archive);
    const report = await importFiles(bench.ws, [{ path, name: 'x.zip' }], DEFAULT_IMPORT_OPTIONS, listener());
    expect([report.sources.map(({ name }) => name), report.skipped]).toEqual([
      ['x.zip/a.csv'],
      ['x.zip/link.csv'],
    ]);
  });
});
