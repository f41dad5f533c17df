import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { UNPACK_LIMITS } from '../../../electron/engine/import/open/unpack-limits.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import { ImportBench, listener } from '../../engine/import/import-bench.ts';
import { zipOf } from '../../support/archives.ts';

const CSV = (action: string): string => `timestamp,action\n2026-10-01T10:00:00Z,${action}\n`;
const MiB = 1024 * 1024;

/** A log that packs to a thousandth of its size. */
const ENDLESS = Buffer.alloc(
  150 * MiB,
  `timestamp,action
${`2026-10-01T10:00:00Z,${'x'.repeat(40_000)}
`.repeat(20)}`,
);

const tar = async (files: readonly (readonly [string, string | Uint8Array])[]): Promise<Buffer> =>
  Buffer.from(
    await packTar(
      files.map(([name, content]) => {
        const body = Buffer.from(content as Uint8Array);
        return { header: { name, size: body.length }, body };
      }),
    ),
  );

/** Imports a good log, then what is hostile; both must be told, and the first one kept. */
async function besideGood(name: string, content: Uint8Array) {
  const bench = new ImportBench();
  const [good, ...rest] = await bench.job([bench.file('good.csv', CSV('good')), bench.file(name, content)]);
  expect(good?.status).toBe('imported');
  for (const { error } of rest) expect(error?.message ?? '').not.toContain('\n');
  const { checks } = await verifyWorkspace(bench.ws, listener());
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  const outcome = rest.map((source) => [source.name, source.error?.code ?? source.status]);
  return { bench, rest, outcome };
}

describe('a bomb', { timeout: 60_000 }, () => {
  it('of zeros, a thousand to one, ends with one clear line', async () => {
    const packed = gzipSync(Buffer.alloc(200 * MiB), { level: 9 });
    expect((200 * MiB) / packed.length).toBeGreaterThan(1_000);
    const { outcome, rest } = await besideGood('zeros.csv.gz', packed);
    expect(outcome).toEqual([['zeros.csv.gz', 'FILE_BINARY']]);
    expect(rest[0]?.error?.message).toBe(
      'zeros.csv.gz is not text. Choose a CSV, TSV, JSON or JSON Lines export.',
    );
  });

  it('of records in a gz file is read up to the limit, and what was read is kept', async () => {
    const { bench, outcome, rest } = await besideGood('x.csv.gz', gzipSync(ENDLESS, { level: 9 }));
    expect(outcome).toEqual([['x.csv.gz', 'ARCHIVE_REFUSED']]);
    expect(rest[0]?.error?.message).toContain(`more than ${UNPACK_LIMITS.ratio} times its size`);
    expect(rest[0]?.imported).toBeGreaterThan(1_000);
    expect(bench.ws.db.prepare('SELECT status FROM source').pluck().all()).toEqual([
      'imported',
      'interrupted',
    ]);
  });

  it('in a zip file does not keep its neighbours', async () => {
    const archive = zipOf([
      { name: 'a.csv', content: CSV('a') },
      { name: 'bomb.csv', content: ENDLESS },
      { name: 'b.csv', content: CSV('b') },
    ]);
    const { outcome } = await besideGood('x.zip', archive);
    expect(outcome).toEqual([
      ['x.zip/a.csv', 'imported'],
      ['x.zip/bomb.csv', 'ARCHIVE_REFUSED'],
      ['x.zip/b.csv', 'imported'],
    ]);
  });

  it('in a tar.gz file ends the archive, and what came before is kept', async () => {
    const packed = gzipSync(
      await tar([
        ['a.csv', CSV('a')],
        ['bomb.csv', ENDLESS],
      ]),
      { level: 9 },
    );
    const { outcome, bench } = await besideGood('x.tgz', packed);
    expect(outcome).toContainEqual(['x.tgz/a.csv', 'imported']);
    expect(outcome).toContainEqual([expect.stringContaining('x.tgz'), 'ARCHIVE_REFUSED']);
    expect(bench.events().map((event) => event['action'])).toEqual(['good', 'a']);
  });

  it('is not seen in a real log that packs very well', async () => {
    const lines = Array.from(
      { length: 400_000 },
      (_, i) => `2026-10-01T10:00:00Z,poll,ok,${i % 10},${'same text '.repeat(20)}`,
    );
    const text = `timestamp,action,outcome,n,note\n${lines.join('\n')}\n`;
    const packed = gzipSync(text, { level: 9 });
    expect(text.length / packed.length).toBeGreaterThan(150);
    const source = await new ImportBench().take('x.csv.gz', packed);
    expect(source).toMatchObject({ status: 'imported', imported: 400_000 });
  });
});

describe('a zip file that lies', () => {
  it('about where its files are: overlapping ones are refused', async () => {
    const one = { name: 'a.csv', content: CSV('a') };
    for (const offset of [0, 10]) {
      const { outcome } = await besideGood(
        'x.zip',
        zipOf([one, { ...one, name: 'b.csv', claims: { offset } }]),
      );
      expect(outcome).toEqual([['x.zip', 'ARCHIVE_REFUSED']]);
    }
  });

  it('about their size or checksum: those are refused, the others go on', async () => {
    const { outcome } = await besideGood(
      'x.zip',
      zipOf([
        { name: 'small.csv', content: CSV('small'), claims: { size: 5 } },
        { name: 'large.csv', content: CSV('large'), claims: { size: 500 } },
        { name: 'sum.csv', content: CSV('sum'), claims: { crc: 1 } },
        { name: 'b.csv', content: CSV('b') },
      ]),
    );
    expect(outcome).toEqual([
      ['x.zip/small.csv', 'FILE_UNREADABLE'],
      ['x.zip/large.csv', 'FILE_UNREADABLE'],
      ['x.zip/sum.csv', 'FILE_UNREADABLE'],
      ['x.zip/b.csv', 'imported'],
    ]);
  });

  it('and has more files than anyone can look through', { timeout: 120_000 }, async () => {
    const one = zipOf([{ name: '1.csv', content: '', method: 0 }]);
    const local = one.subarray(0, 35);
    const listed = one.subarray(35, one.length - 22);
    const count = UNPACK_LIMITS.members + 1;
    const locals = Buffer.alloc(local.length * count, local);
    const directory = Buffer.alloc(listed.length * count, listed);
    for (let i = 0; i < count; i += 1) directory.writeUInt32LE(i * local.length, i * listed.length + 42);
    const { outcome } = await besideGood('x.zip', zip64(locals, directory, count));
    expect(outcome).toEqual([['x.zip', 'ARCHIVE_REFUSED']]);
  });
});

/** An archive of more files than the old format can count. */
function zip64(locals: Buffer, directory: Buffer, count: number): Buffer {
  const end = Buffer.alloc(56);
  end.write('PK\x06\x06', 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(directory.length), 40);
  end.writeBigUInt64LE(BigInt(locals.length), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(locals.length + directory.length), 8);
  locator.writeUInt32LE(1, 16);
  const old = Buffer.alloc(22, 0xff);
  old.write('PK\x05\x06', 'latin1');
  old.fill(0, 4, 8);
  old.fill(0, 20);
  return Buffer.concat([locals, directory, end, locator, old]);
}

describe('a zip file that cannot be unpacked', () => {
  it('because of a password or its method says so for each file', async () => {
    const { outcome, rest } = await besideGood(
      'x.zip',
      zipOf([
        { name: 'secret.csv', content: CSV('a'), flags: 1 },
        { name: 'lzma.csv', content: CSV('a'), method: 14 },
        { name: 'b.csv', content: CSV('b') },
      ]),
    );
    expect(outcome).toEqual([
      ['x.zip/secret.csv', 'ARCHIVE_REFUSED'],
      ['x.zip/lzma.csv', 'ARCHIVE_REFUSED'],
      ['x.zip/b.csv', 'imported'],
    ]);
    expect(rest[0]?.error?.message).toBe(
      'x.zip/secret.csv is encrypted with a password. Unpack the archive with its password and import what comes out.',
    );
  });

  it('because it is cut off says so', async () => {
    const archive = zipOf([{ name: 'a.csv', content: CSV('a').repeat(100) }]);
    const { outcome } = await besideGood('x.zip', archive.subarray(0, archive.length - 30));
    expect(outcome).toEqual([['x.zip', 'FILE_UNREADABLE']]);
  });
});

describe('a tar file that is cut off', () => {
  it.each(['tar', 'tar.gz'])('as %s gives the members before the cut, and says where it is', async (kind) => {
    const whole = await tar([
      ['a.csv', CSV('a')],
      ['b.csv', CSV('b')],
      ['c.csv', CSV('c').repeat(5_000)],
    ]);
    const cut = kind === 'tar' ? whole.subarray(0, 6_000) : gzipSync(whole, { level: 0 }).subarray(0, 6_000);
    const { outcome, rest } = await besideGood(`x.${kind}`, cut);
    expect(outcome).toEqual([
      [`x.${kind}/a.csv`, 'imported'],
      [`x.${kind}/b.csv`, 'imported'],
      [`x.${kind}/c.csv`, 'FILE_UNREADABLE'],
      [`x.${kind}`, 'FILE_UNREADABLE'],
    ]);
    expect(rest.at(-1)?.error).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('behind its 3rd member'),
    });
  });

  it('or damaged in a header says so', async () => {
    const whole = await tar([
      ['a.csv', CSV('a')],
      ['b.csv', CSV('b')],
    ]);
    whole.write('zzzz', 1_024 + 10);
    const { outcome } = await besideGood('x.tar', whole);
    expect(outcome).toEqual([
      ['x.tar/a.csv', 'imported'],
      ['x.tar', 'FILE_UNREADABLE'],
    ]);
  });
});
