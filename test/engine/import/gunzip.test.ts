import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzipping } from '../../../electron/engine/import/open/gunzip.ts';
import { gzipHeaderLength } from '../../../electron/engine/import/open/gzip-header.ts';
import { UnpackGuard } from '../../../electron/engine/import/open/unpack-limits.ts';

async function unfolded(
  bytes: Buffer,
  pieceBytes: number,
): Promise<{ content: Buffer; damage: string | null }> {
  let at = 0;
  const gunzip = gunzipping(async () => {
    const piece = bytes.subarray(at, at + pieceBytes);
    at += piece.length;
    return piece;
  }, new UnpackGuard('x.gz', '.'));
  const pieces: Buffer[] = [];
  for (let piece = await gunzip.next(); piece !== null; piece = await gunzip.next()) pieces.push(piece);
  gunzip.close();
  return { content: Buffer.concat(pieces), damage: gunzip.damage() };
}

/** A member with everything a header can hold. */
function withLongHeader(content: Buffer): Buffer {
  const packed = gzipSync(content);
  const header = Buffer.from([0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3]);
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  const texts = Buffer.from('name.csv\0a comment\0');
  return Buffer.concat([header, extra, texts, Buffer.from([0, 0]), packed.subarray(10)]);
}

describe('a gzip file', () => {
  const content = fc.uint8Array({ maxLength: 40_000 }).map((bytes) => Buffer.from(bytes));
  const members = fc.array(fc.tuple(content, fc.boolean()), { minLength: 1, maxLength: 4 });
  const rest = fc.constantFrom('', '\0\0\0', 'x', '\n', '\x1f\x8bno', '\0\0behind zeros');

  it('gives all of its members, whatever pieces it is read in and whatever stands behind it', async () => {
    await fc.assert(
      fc.asyncProperty(members, rest, fc.integer({ min: 1, max: 70_000 }), async (given, behind, size) => {
        const packed = given.map(([bytes, long]) => (long ? withLongHeader(bytes) : gzipSync(bytes)));
        const file = Buffer.concat([...packed, Buffer.from(behind, 'latin1')]);
        const found = await unfolded(file, size < 10 && file.length > 2_000 ? 1_000 : size);
        expect(found.content.equals(Buffer.concat(given.map(([bytes]) => bytes)))).toBe(true);
        expect(found.damage === null).toBe(/^\0*$/.test(behind));
      }),
      { numRuns: 60 },
    );
  });

  it('that is cut off anywhere gives a beginning of its content, and says so', async () => {
    const whole = Buffer.from('timestamp,action\n2026-10-01T10:00:00Z,x\n'.repeat(50));
    const packed = withLongHeader(whole);
    for (let length = 3; length < packed.length; length += 1) {
      const { content: found, damage } = await unfolded(packed.subarray(0, length), 64);
      expect(whole.subarray(0, found.length).equals(found)).toBe(true);
      expect(damage).toBe('unexpected end of file');
    }
  });

  it('has a header of any length but without end', () => {
    const name = (length: number) =>
      Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(length, 'n')]);
    expect(gzipHeaderLength(Buffer.concat([name(300), Buffer.from([0])]))).toBe(311);
    expect(gzipHeaderLength(name(300))).toBe(null);
    return expect(unfolded(name(600_000), 65_536)).resolves.toMatchObject({ damage: expect.any(String) });
  });
});
