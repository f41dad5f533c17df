import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewRawBlock, RecordPlace } from '../../../electron/engine/record.ts';
import { readRaw } from '../../../electron/engine/store/raw-records.ts';
import { listRejects } from '../../../electron/engine/store/rejects.ts';
import { beginSource } from '../../../electron/engine/store/source-writer.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { eventBatchOf } from './event-batch.ts';
import { freshWorkspace, newSource, rawBlock, sha256 } from './fixtures.ts';

function storeContent(
  ws: Workspace,
  content: Buffer,
  cuts: readonly number[],
  codecs: NewRawBlock['codec'][],
): number {
  const writer = beginSource(ws, newSource());
  const bounds = [...new Set([0, ...cuts.map((cut) => cut % content.length), content.length])].toSorted(
    (a, b) => a - b,
  );
  const rawBlocks = bounds.slice(1).map((end, index) => {
    const start = bounds[index] ?? 0;
    return rawBlock(content.subarray(start, end), start, codecs[index % codecs.length] ?? 'none');
  });
  writer.write({ events: eventBatchOf([]), rejects: [], duplicates: [], rawBlocks });
  return writer.id;
}

describe('raw records', () => {
  it('come back byte for byte, wherever the blocks end', () => {
    const ws = freshWorkspace();
    const codec = fc.constantFrom<NewRawBlock['codec']>('zstd', 'none');
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 5_000 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.array(codec, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 10 }),
        (bytes, cuts, codecs, ranges) => {
          const content = Buffer.from(bytes);
          const source = storeContent(ws, content, cuts, codecs);
          for (const [a, b] of ranges) {
            const start = a % content.length;
            const length = b % (content.length - start + 1);
            expect(readRaw(ws, source, start, length)).toEqual(content.subarray(start, start + length));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('do not need to stay in memory', () => {
    const ws = freshWorkspace();
    const megabyte = 1024 * 1024;
    const content = Buffer.alloc(40 * megabyte);
    for (let at = 0; at < content.length; at += 4_096) content.writeUInt32LE(at, at);
    const cuts = Array.from({ length: 39 }, (_, index) => (index + 1) * megabyte);
    const source = storeContent(ws, content, cuts, ['zstd']);
    for (const at of [0, 39.5 * megabyte, 12 * megabyte - 2, 0]) {
      expect(readRaw(ws, source, at, 4_100).equals(content.subarray(at, at + 4_100))).toBe(true);
    }
  });

  it('that are not stored are reported', () => {
    const ws = freshWorkspace();
    const source = storeContent(ws, Buffer.from('abc'), [], ['none']);
    expect(() => readRaw(ws, source, 2, 2)).toThrow(/byte 3 of source 1 is not stored/);
    expect(() => readRaw(ws, 7, 0, 1)).toThrow(/byte 0 of source 7 is not stored/);
  });

  it.each([
    [
      'other content',
      (data: Buffer) => Buffer.from(data.map((byte) => byte ^ 1)),
      'none',
      'do not have the hash',
    ],
    ['noise', (data: Buffer) => Buffer.alloc(data.length, 7), 'zstd', 'cannot be unpacked'],
    [
      'a bomb',
      () => Buffer.from(rawBlock(Buffer.alloc(50_000_000), 0, 'zstd').data),
      'zstd',
      'cannot be unpacked',
    ],
  ] as const)('whose block was replaced by %s are not shown', (_, forge, codec, reason) => {
    const ws = freshWorkspace();
    const content = Buffer.from('secret line\n'.repeat(100));
    const source = storeContent(ws, content, [], [codec]);
    const other = new Database(ws.path);
    other.exec('DROP TRIGGER raw_block_no_update');
    const data = other.prepare<[], Buffer>('SELECT data FROM raw_block').pluck().get();
    other.prepare('UPDATE raw_block SET data = ?').run(forge(data ?? expect.fail()));
    other.close();
    expect(() => readRaw(ws, source, 0, 11)).toThrow(
      expect.objectContaining({
        code: 'WORKSPACE_DAMAGED',
        message: expect.stringMatching(new RegExp(`raw block 1 .*${reason}`)),
      }),
    );
  });
});

describe('rejects', () => {
  const place = (line: number, byteOffset: number, byteLength: number): RecordPlace => ({
    line,
    byteOffset,
    byteLength,
  });

  it('are listed in pages, of one source or all, with their text', () => {
    const ws = freshWorkspace();
    for (const name of ['a', 'b']) {
      const content = Buffer.from(`${name}1\n${name}2\n${name}3\n`);
      const rejects = [1, 2, 3].map((line) => ({
        place: place(line, (line - 1) * 3, 2),
        column: line,
        reason: 'bad',
      }));
      beginSource(ws, newSource({ name })).write({
        events: eventBatchOf([]),
        duplicates: [],
        rejects,
        rawBlocks: [rawBlock(content, 0, 'zstd')],
      });
    }
    const all = listRejects(ws, { source: null, offset: 2, limit: 2 });
    expect(all.total).toBe(6);
    expect(all.rejects).toEqual([
      { source: 1, line: 3, column: 3, byteOffset: 6, byteLength: 2, reason: 'bad', text: 'a3' },
      { source: 2, line: 1, column: 1, byteOffset: 0, byteLength: 2, reason: 'bad', text: 'b1' },
    ]);
    const second = listRejects(ws, { source: 2, offset: 1, limit: 100 });
    expect(second.total).toBe(3);
    expect(second.rejects.map((reject) => reject.text)).toEqual(['b2', 'b3']);
    expect(listRejects(ws, { source: 9, offset: 0, limit: 10 })).toEqual({ total: 0, rejects: [] });
  });

  it.each([
    ['utf-8', Buffer.from('größe')],
    ['utf-16le', Buffer.from('größe', 'utf16le')],
    ['windows-1252', Buffer.from('größe', 'latin1')],
    ['latin1', Buffer.from('größe', 'latin1')],
  ])('are decoded as the source was: %s', (encoding, content) => {
    const ws = freshWorkspace();
    beginSource(ws, newSource({ encoding })).write({
      events: eventBatchOf([]),
      duplicates: [],
      rejects: [{ place: place(1, 0, content.length), column: null, reason: 'bad' }],
      rawBlocks: [rawBlock(content, 0, 'none')],
    });
    expect(listRejects(ws, { source: 1, offset: 0, limit: 1 }).rejects[0]?.text).toBe('größe');
  });

  it('show the beginning of a very long record, whole characters only', () => {
    const ws = freshWorkspace();
    const content = Buffer.from(`x${'😀'.repeat(1_000_000)}`);
    beginSource(ws, newSource()).write({
      events: eventBatchOf([]),
      duplicates: [],
      rejects: [{ place: place(1, 0, content.length), column: null, reason: 'too long' }],
      rawBlocks: [rawBlock(content, 0, 'zstd')],
    });
    const [reject] = listRejects(ws, { source: null, offset: 0, limit: 1 }).rejects;
    expect(reject?.byteLength).toBe(4_000_001);
    expect(reject?.text).toBe(`x${'😀'.repeat(2_047)}`);
    expect(sha256(readRaw(ws, 1, 0, content.length))).toEqual(sha256(content));
  });
});
