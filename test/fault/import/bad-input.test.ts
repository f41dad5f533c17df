import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRaw } from '../../../electron/engine/store/raw-records.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { codes, ImportBench } from '../../engine/import/import-bench.ts';

const GOOD = 'timestamp,action\n2026-10-01T10:00:00Z,x\n';

describe('a file that cannot be read', () => {
  it('says why in one line, and the other files of the job go on', async () => {
    const bench = new ImportBench();
    mkdirSync(join(bench.folder, 'nothing'));
    const sources = await bench.job([
      join(bench.folder, 'missing.csv'),
      bench.file('empty.csv', ''),
      bench.file('blank.csv', ' \n\n\t'),
      bench.file('noise.csv', randomBytes(5_000)),
      bench.file('zeros.log', Buffer.alloc(5_000)),
      bench.file('book.csv', Buffer.from('PK\x03\x04rest of a workbook')),
      bench.file('text.json', 'upstream connect error'),
      bench.file('error.csv', '<!DOCTYPE html><html><body>Sign in</body></html>'),
      join(bench.folder, 'nothing'),
      bench.file('twice.csv.gz', gzipSync(gzipSync(GOOD))),
      bench.file('good.csv', GOOD),
    ]);
    expect(sources.map((source) => [source.name, source.error?.code ?? source.status])).toEqual([
      ['missing.csv', 'FILE_MISSING'],
      ['empty.csv', 'FILE_EMPTY'],
      ['blank.csv', 'FILE_EMPTY'],
      ['noise.csv', 'FILE_BINARY'],
      ['zeros.log', 'FILE_BINARY'],
      ['book.csv', 'FILE_UNREADABLE'],
      ['text.json', 'NOT_A_LOG'],
      ['error.csv', 'NOT_A_LOG'],
      ['nothing', 'NOT_A_LOG'],
      ['twice.csv.gz', 'FILE_BINARY'],
      ['good.csv', 'imported'],
    ]);
    for (const { name, error } of sources) {
      if (error === null) continue;
      expect(error.message).toContain(name);
      expect(error.message).not.toContain('\n');
    }
    expect(listSources(bench.ws)).toHaveLength(1);
  });

  it('a folder of other files is named with what it holds', async () => {
    const bench = new ImportBench();
    mkdirSync(join(bench.folder, 'docs'));
    bench.file('docs/a.md', 'x');
    const [source] = await bench.job([join(bench.folder, 'docs')]);
    expect(source?.error).toMatchObject({
      code: 'NOT_A_LOG',
      message: expect.stringContaining('1 other file'),
    });
  });
});

describe('a file with nothing in it', () => {
  it.each([
    ['header.csv', 'timestamp,action\n'],
    ['list.json', '[]'],
    ['wrapped.json', '{"total":0,"data":[]}'],
  ])('%s is imported with no records, and says so', async (name, text) => {
    const bench = new ImportBench();
    const source = await bench.take(name, text);
    expect(source).toMatchObject({ status: 'imported', read: 0 });
    expect(codes(source.warnings)).toContain('NO_RECORDS');
    expect(readRaw(bench.ws, source.id ?? 0, 0, text.length).toString()).toBe(text);
  });
});

describe('broken records', () => {
  it('in CSV are kept with line, column and reason, and the rest goes on', async () => {
    const bench = new ImportBench();
    const text =
      'timestamp,action,note\n2026-10-01T10:00:00Z,a,"open\n2026-10-01T10:00:01Z,b,"fine"\n2026-10-01T10:00:02Z,c\n2026-10-01T10:00:03Z,d,e,f\n';
    const source = await bench.take('x.csv', text);
    expect(source).toMatchObject({ read: 4, imported: 3, rejected: 1 });
    expect(codes(source.warnings)).toEqual(expect.arrayContaining(['REJECTED', 'RAGGED_ROWS']));
    expect(bench.rejects()).toMatchObject([
      { line: 2, column: 24, reason: expect.stringContaining('column 24') },
    ]);
    expect(bench.events().map((event) => [event['action'], event.extra])).toEqual([
      ['b', { note: 'fine' }],
      ['c', {}],
      ['d', { note: 'e', 'column 4': 'f' }],
    ]);
  });

  it('in JSON Lines cost one line', async () => {
    const bench = new ImportBench();
    const source = await bench.take(
      'x.jsonl',
      '{"time":1790848800,"a":1}\n{"time":1790848801,,}\nnonsense\n{"time":1790848802,"a":2}',
    );
    expect(source).toMatchObject({ read: 4, imported: 2, rejected: 2 });
    expect(bench.rejects()).toMatchObject([
      { line: 2, column: 20, reason: 'Not valid JSON: Expected a name in double quotes at column 20' },
      { line: 3, column: 1, reason: 'Not valid JSON: Expected a value at column 1' },
    ]);
  });

  it('in the middle of a JSON document cost one record', async () => {
    const bench = new ImportBench();
    const text =
      '{\n  "Records": [\n    {"time":1790848800},\n    {"time":1790848801\n      "x":1},\n    {"time":1790848802}\n  ],\n  "next": null\n}';
    const source = await bench.take('x.json', text);
    expect(source).toMatchObject({ read: 3, imported: 2, rejected: 1 });
    expect(bench.rejects()).toMatchObject([{ line: 4, reason: expect.stringContaining('in line 5') }]);
    const envelope = bench.ws.db.prepare('SELECT envelope FROM source').pluck().get();
    expect(JSON.parse(String(envelope))).toEqual({ next: null });
  });

  it('at the end of a cut-off document are kept, and the file counts as cut off', async () => {
    const bench = new ImportBench();
    const source = await bench.take('x.json', '[{"time":1790848800,"a":1},{"time":17908');
    expect(source).toMatchObject({ read: 2, imported: 1, rejected: 1 });
    expect(codes(source.warnings)).toContain('TRUNCATED_FILE');
  });

  it('are all records of a document that is not JSON at all', async () => {
    const bench = new ImportBench();
    const source = await bench.take('x.json', '[\n  {\n    eventVersion: "1.09"\n  }\n]\n');
    expect(source).toMatchObject({ status: 'imported', read: 1, rejected: 1 });
    expect(bench.rejects()).toMatchObject([
      { line: 2, column: 5, reason: expect.stringContaining('in line 3') },
    ]);
  });

  it('that are nested too deep are rejected', async () => {
    const bench = new ImportBench();
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const source = await bench.take('x.jsonl', `{"a":${deep}}\n{"time":1790848800}\n`);
    expect(source).toMatchObject({ read: 2, imported: 1, rejected: 1 });
    expect(bench.rejects()).toMatchObject([{ reason: expect.stringContaining('nested deeper') }]);
  });
});

describe('damaged bytes', () => {
  it('are shown and kept when they are not valid in the encoding', async () => {
    const bench = new ImportBench();
    const bytes = Buffer.concat([
      Buffer.from(`timestamp,action\n${'2026-10-01T10:00:00Z,ok\n'.repeat(200_000)}`),
      Buffer.from('2026-10-01T10:00:00Z,b\xffd\n', 'latin1'),
    ]);
    const source = await bench.take('x.csv', bytes);
    expect(source.warnings.find(({ code }) => code === 'ENCODING_ERRORS')?.message).toContain('line 200002');
    expect(source.imported).toBe(200_001);
  });

  it('in a cut-off gz file cost only what cannot be unpacked', async () => {
    const bench = new ImportBench();
    const rows = Array.from(
      { length: 50_000 },
      (_, i) => `2026-10-01T10:00:00Z,${createHash('md5').update(`${i}`).digest('hex')}`,
    );
    const packed = gzipSync(`timestamp,action\n${rows.join('\n')}\n`);
    const source = await bench.take('x.csv.gz', packed.subarray(0, packed.length / 2));
    expect(codes(source.warnings)).toContain('TRUNCATED_FILE');
    expect(source.imported).toBeGreaterThan(20_000);
    expect(source.imported).toBeLessThan(30_000);
  });

  it.each([100, 50_000])(
    'behind a gz file of %i rows, or in its checksum, cost none of it',
    async (count) => {
      const rows = Array.from({ length: count }, (_, i) => `2026-10-01T10:00:00Z,${'x'.repeat(i % 50)}${i}`);
      const packed = gzipSync(`timestamp,action\n${rows.join('\n')}\n`);
      const wrong = Buffer.from(packed);
      wrong.writeUInt32LE(1, packed.length - 8);
      const damaged: [Buffer, string][] = [
        [Buffer.concat([packed, Buffer.from('signed by nobody')]), 'something else stands behind its end'],
        [wrong, 'incorrect data check'],
        [packed.subarray(0, -3), 'unexpected end of file'],
      ];
      for (const [bytes, why] of damaged) {
        const source = await new ImportBench().take('x.csv.gz', bytes);
        expect(source.imported, why).toBe(count);
        expect(source.warnings.find(({ code }) => code === 'TRUNCATED_FILE')?.message).toContain(why);
      }
    },
  );

  it('that unfold without end are refused', async () => {
    const bench = new ImportBench();
    const bomb = gzipSync(Buffer.alloc(150 * 1024 * 1024, `timestamp,${'x'.repeat(65_000)}\n`));
    const source = await bench.take('x.csv.gz', bomb);
    expect(source).toMatchObject({ status: 'failed', error: { code: 'ARCHIVE_REFUSED' } });
  });
});

/** What surrounds the long line in each format: the record's start, its end with the next record, the rest. */
const LONG_LINE = {
  csv: ['timestamp,action\n2026-10-01T10:00:00Z,', '\n2026-10-01T10:00:01Z,ok\n'],
  json: ['[{"time":1790848800,"a":"', '"},{"time":1790848801,"a":"ok"}]'],
  jsonl: ['{"time":1790848800,"a":"', '"}\n{"time":1790848801,"a":"ok"}\n'],
} as const;

describe('one line of 200 MB', () => {
  it.each(['csv', 'json', 'jsonl'] as const)(
    'in a %s file is kept, rejected, and the rest goes on',
    async (format) => {
      const bench = new ImportBench();
      const path = join(bench.folder, `x.${format}`);
      const [before, after] = LONG_LINE[format];
      const out = createWriteStream(path);
      out.write(before);
      for (let i = 0; i < 200; i += 1) {
        if (!out.write(Buffer.alloc(1024 * 1024, 'x'))) await once(out, 'drain');
      }
      out.end(after);
      await finished(out);

      const [source] = await bench.job([path]);
      expect(source).toMatchObject({ read: 2, imported: 1, rejected: 1 });
      const [reject] = bench.rejects();
      expect(reject?.reason).toContain('longer than 16 MiB');
      const kept = readRaw(bench.ws, source?.id ?? 0, 200 * 1024 * 1024, before.length + after.length);
      expect(kept.toString()).toBe('x'.repeat(before.length) + after);
    },
  );
});
