import { describe, expect, it } from 'vitest';
import { SourceParser } from '../../../electron/engine/import/parse/source-parser.ts';
import { SAMPLE_BYTES } from '../../../electron/engine/import/source-plan.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/domain/import-choices.ts';
import { codes, ImportBench } from './import-bench.ts';

const TIME = '2026-10-01T10:00:00Z';
const PIECE = 1024 * 1024;

/** Parses content that is made while it is read, and tells what came of it and the most memory it took. */
function parsePieces(pieces: () => Generator<Buffer>) {
  let sample = Buffer.alloc(0);
  for (const piece of pieces()) {
    sample = Buffer.concat([sample, piece]);
    if (sample.length >= SAMPLE_BYTES) break;
  }
  const parser = new SourceParser(
    { name: 'log.csv', bytes: sample.subarray(0, SAMPLE_BYTES), whole: sample.length < SAMPLE_BYTES },
    DEFAULT_IMPORT_OPTIONS,
  );
  let events = 0;
  const rejects: { reason: string; line: number; bytes: number }[] = [];
  let most = 0;
  const take = (piece: Buffer, final: boolean): void => {
    for (const block of parser.take(piece, final)) {
      events += block.events.count;
      for (const { reason, place } of block.rejects) {
        rejects.push({ reason, line: place.line, bytes: place.byteLength });
      }
    }
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    most = Math.max(most, arrayBuffers + heapUsed);
  };
  for (const piece of pieces()) take(piece, false);
  take(Buffer.alloc(0), true);
  return { events, rejects, read: parser.read, most };
}

describe('a field of 500 MB', () => {
  it.each([
    ['in quotes', '"', '"'],
    ['without quotes', '', ''],
    ['in a quote that nothing closes', '"', ''],
  ])(
    '%s is one reject; what follows is read, and memory stays flat',
    { timeout: 120_000 },
    (_, open, close) => {
      const before = process.memoryUsage();
      const { events, rejects, read, most } = parsePieces(function* () {
        yield Buffer.from(`timestamp,action\n${TIME},first\n${TIME},${open}`);
        for (let n = 0; n < 500; n += 1) yield Buffer.alloc(PIECE, 'x');
        yield Buffer.from(`${close}\n${TIME},last\n`);
      });
      expect({ events, read }).toEqual({ events: 2, read: 3 });
      expect(rejects).toEqual([
        { line: 3, reason: 'The record is longer than 16 MiB', bytes: expect.any(Number) },
      ]);
      expect(rejects[0]?.bytes).toBeGreaterThan(500 * PIECE);
      expect(most - before.heapUsed - before.arrayBuffers).toBeLessThan(160 * PIECE);
    },
  );
});

describe('a quote that nothing closes', () => {
  const row = (n: number): string => `${TIME},action ${n},"a, b"\n`;
  const rows = (count: number): string => Array.from({ length: count }, (_, n) => row(n)).join('');

  it('in the middle of a big file costs its line and no more', { timeout: 60_000 }, () => {
    const { events, rejects } = parsePieces(function* () {
      yield Buffer.from(`timestamp,action,note\n${rows(50_000)}${TIME},odd,"open\n`);
      for (let n = 0; n < 8; n += 1) yield Buffer.from(rows(50_000).replaceAll('"a, b"', 'plain'));
    });
    expect(events + rejects.length).toBe(50_000 * 9 + 1);
    expect(rejects.length).toBeLessThanOrEqual(1);
  });

  it('at the end says that the file is cut off', async () => {
    const bench = new ImportBench();
    const source = await bench.take('log.csv', `timestamp,action,note\n${rows(20)}${TIME},odd,"cut o`);
    expect(source).toMatchObject({ read: 21, imported: 20, rejected: 1 });
    expect(codes(source.warnings)).toContain('TRUNCATED_FILE');
  });
});

describe('unusual characters', () => {
  it('NUL in a cell is kept', async () => {
    const bench = new ImportBench();
    const rows = Array.from({ length: 50 }, (_, n) => `${TIME},go,note ${n} of many words`).join('\n');
    await bench.take('log.csv', `timestamp,action,note\n${TIME},go,a\0b\n${rows}\n`);
    expect(bench.events()[0]?.extra).toEqual({ note: 'a\0b' });
  });

  it('a carriage return inside a line is text where lines end with line feeds', async () => {
    const bench = new ImportBench();
    const source = await bench.take(
      'log.csv',
      `timestamp,action,note\r\n${TIME},go,a\rb\r\n${TIME},stop,c\r\n`,
    );
    expect(source.read).toBe(2);
    expect(bench.events().map(({ extra }) => extra)).toEqual([{ note: 'a\rb' }, { note: 'c' }]);
  });
});

describe('100,000 columns', () => {
  it('are read, and those beyond the limit are kept with the details', { timeout: 120_000 }, async () => {
    const bench = new ImportBench();
    const names = Array.from({ length: 100_000 }, (_, n) => `c${n}`);
    const line = (value: number): string => names.map((_, n) => String((value + n) % 10)).join(',');
    const source = await bench.take('log.csv', [names.join(','), line(0), line(1)].join('\n'));
    expect(source).toMatchObject({ read: 2, imported: 2, rejected: 0 });
    expect(codes(source.warnings)).toContain('TOO_MANY_COLUMNS');
    const [event] = bench.events();
    expect(event?.extra).toMatchObject({ c0: '0', c1999: '9' });
    expect(String(event?.['detail'])).toContain('"c99999":"9"');
  });
});
