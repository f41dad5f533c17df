import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventDetail } from '../../../electron/engine/query/event-detail.ts';
import { beginSource } from '../../../electron/engine/store/source-writer.ts';
import { AppError } from '../../../shared/errors.ts';
import { eventBatchOf } from '../store/event-batch.ts';
import { freshWorkspace, newSource, rawBlock, sha256, values } from '../store/fixtures.ts';

describe('the detail of an event', () => {
  /** Two records, the second not UTF-8, each found once more in a second file. */
  function prepared() {
    const ws = freshWorkspace();
    const first = Buffer.from('{"a":"é"}\n');
    const second = Buffer.from([0xff, 0xfe, 0x0a]);
    const changes = '[{"path":"role","before":"member","after":"admin"},{"nonsense":1}]';
    const place = (line: number, byteOffset: number, byteLength: number) => ({
      line,
      byteOffset,
      byteLength,
    });
    const places = [place(1, 0, first.length), place(2, first.length, second.length)] as const;
    const content = Buffer.concat([first, second]);
    const writer = beginSource(ws, newSource({ name: 'one.jsonl' }));
    writer.write({
      events: eventBatchOf(
        places.map((where, index) => ({
          place: where,
          values: values({ changes: index === 0 ? changes : 'not json' }),
          extra: null,
          identity: sha256(String(index)).subarray(0, 8),
        })),
      ),
      rejects: [],
      duplicates: [],
      rawBlocks: [rawBlock(content, 0, 'zstd')],
    });
    writer.finish({ status: 'imported', warnings: [], envelope: null, contentBytes: content.length });
    const again = beginSource(ws, newSource({ name: 'two.jsonl' }));
    again.write({
      events: eventBatchOf([]),
      rejects: [],
      duplicates: [
        { place: places[0], event: 1, kind: 'same' },
        { place: places[1], event: 1, kind: 'conflict' },
      ],
      rawBlocks: [rawBlock(content, 0, 'none')],
    });
    again.finish({ status: 'imported', warnings: [], envelope: null, contentBytes: content.length });
    return ws;
  }

  it('has the record byte for byte, where it is from and where else it was found', () => {
    const detail = eventDetail(prepared(), 1);
    expect(detail.raw).toEqual({
      encoding: 'utf-8',
      text: '{"a":"é"}\n',
      sha256: createHash('sha256').update('{"a":"é"}\n').digest('hex'),
    });
    expect(detail.origin).toEqual({
      source: 1,
      sourceName: 'one.jsonl',
      line: 1,
      byteOffset: 0,
      byteLength: 11,
    });
    expect(detail.alsoIn).toEqual([
      { source: 2, sourceName: 'two.jsonl', line: 1, byteOffset: 0, byteLength: 11 },
    ]);
    expect(detail.conflicts).toMatchObject([{ source: 2, line: 2 }]);
    expect(detail.changes).toEqual([{ path: 'role', before: 'member', after: 'admin' }]);
  });

  it('gives bytes that are no text as base64, and takes changes that are no list for none', () => {
    const detail = eventDetail(prepared(), 2);
    expect(detail.raw).toMatchObject({ encoding: 'base64', base64: '//4K' });
    expect(detail.changes).toEqual([]);
    expect(detail.event.changes).toBe('not json');
  });

  it('of an unknown event is refused', () => {
    expect(() => eventDetail(prepared(), 99)).toThrow(AppError);
    expect(() => eventDetail(prepared(), 99)).toThrow(/no event 99/);
  });
});
