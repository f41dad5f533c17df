import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { exportEvents } from '../../../electron/engine/export/export-events.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { parseWritten } from '../../../shared/filter/written.ts';
import { type TestEvent, writeEvents } from '../query/dataset.ts';
import { freshFolder, freshWorkspace } from '../store/fixtures.ts';
import { exported, quiet } from './export-fixtures.ts';

const at = (iso: string): number => Date.parse(iso) * 1_000;

const EVENTS: TestEvent[] = [
  {
    fields: {
      time: at('2026-10-30T14:05:11.204Z') + 7,
      family: 'audit',
      actor: 'Dana "D" Reyes, Dr.',
      action: 'user.role_changed',
      detail: '{"n":12345678901234567890,\n "x":[1,2]}',
      changes:
        '[{"path":"role","before":"member","after":"admin"},{"path":"__proto__","before":null,"after":1}]',
    },
    extra: [
      ['Team', 'Red\nBlue'],
      ['time', 'as found'],
      ['__proto__', 'kept'],
    ],
  },
  {
    fields: {
      time: null,
      credits: 100_000_000n,
      balance: 9_223_372_036_854_775_807n,
      byok: 0,
      inputTokens: 9_007_199_254_740_991,
    },
    extra: [['Team', '']],
  },
];

const twoEvents = () => {
  const ws = freshWorkspace();
  writeEvents(ws, EVENTS, 'log.csv');
  return ws;
};

/** Many small events, so that an export takes many pieces. */
const manyEvents = (count: number) => {
  const ws = freshWorkspace();
  writeEvents(
    ws,
    Array.from({ length: count }, (_, index) => ({
      fields: { time: index, resource: `r${index}` },
      extra: [],
    })),
  );
  return ws;
};

describe('an export as CSV', () => {
  it('has a byte order mark, CRLF, names of fields as headers, and cells as RFC 4180 wants them', async () => {
    const { bytes, text, report } = await exported(twoEvents(), 'csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      'id,source,time,family,actor,action,byok,inputTokens,credits,balance,detail,changes,before,after,Team,extra.time,__proto__',
    );
    expect(lines.at(-1)).toBe('');
    const [row, second] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data.slice(1);
    expect(row).toEqual([
      '1',
      'log.csv',
      '2026-10-30T14:05:11.204007Z',
      'audit',
      'Dana "D" Reyes, Dr.',
      'user.role_changed',
      '',
      '',
      '',
      '',
      EVENTS[0]?.fields.detail,
      EVENTS[0]?.fields.changes,
      '{"role":"member","__proto__":null}',
      '{"role":"admin","__proto__":1}',
      'Red\nBlue',
      'as found',
      'kept',
    ]);
    expect(second?.slice(6, 10)).toEqual(['false', '9007199254740991', '0.1', '9223372036.854775807']);
    expect(lines[lines.length - 2]).toMatch(/,"",,$/);
    expect(report).toMatchObject({ rows: 2, format: 'csv', sanitised: true });
  });
});

describe('an export as JSON', () => {
  it('keeps every digit, nests what was nested and every column under its own name', async () => {
    const { text, report } = await exported(twoEvents(), 'jsonl');
    const [first = '', second = ''] = text.split('\n');
    expect(first).toContain('"detail":{"n":12345678901234567890,  "x":[1,2]}');
    expect(second).toContain('"credits":0.1,"balance":9223372036.854775807');
    expect(JSON.parse(first)).toMatchObject({
      id: 1,
      source: 'log.csv',
      time: '2026-10-30T14:05:11.204007Z',
      changes: [{ path: 'role', before: 'member', after: 'admin' }, { path: '__proto__' }],
      byok: null,
    });
    expect(Object.entries(JSON.parse(first).extra)).toEqual([
      ['Team', 'Red\nBlue'],
      ['time', 'as found'],
      ['__proto__', 'kept'],
    ]);
    expect(JSON.parse(second)).toMatchObject({ time: null, byok: false, extra: { Team: '' } });
    expect(report).toMatchObject({ rows: 2, sanitised: false });
  });

  it('is one array, also of no events', async () => {
    const ws = twoEvents();
    const lines = (await exported(ws, 'jsonl')).text.trim().split('\n');
    expect(JSON.parse((await exported(ws, 'json')).text)).toEqual(lines.map((line) => JSON.parse(line)));
    expect(JSON.parse((await exported(freshWorkspace(), 'json')).text)).toEqual([]);
    expect((await exported(freshWorkspace(), 'jsonl')).text).toBe('');
  });

  it('writes stored text that is no JSON as a string', async () => {
    const ws = freshWorkspace();
    writeEvents(ws, [{ fields: { detail: '{broken' }, extra: [] }]);
    expect(JSON.parse((await exported(ws, 'jsonl')).text)).toMatchObject({ detail: '{broken' });
  });
});

describe('an export', () => {
  it.each(['csv', 'json', 'jsonl'] as const)(
    'as %s has the rows of the grid in their order',
    async (format) => {
      const ws = manyEvents(2_500);
      const filter = {
        ...EMPTY_FILTER,
        chips: parseWritten('resource:r1*').map((clause) => ({ clause, off: false })),
      };
      const sort = { field: 'resource', descending: true };
      const { text, report, bytes } = await exported(ws, format, { filter, sort });
      const engine = createColumnQueryEngine(ws);
      const ids = [...engine.matching(filter, sort).ids];
      const written =
        format === 'csv'
          ? Papa.parse<string[]>(text, { skipEmptyLines: true })
              .data.slice(1)
              .map(([id]) => Number(id))
          : (format === 'json'
              ? JSON.parse(text)
              : text
                  .trim()
                  .split('\n')
                  .map((line) => JSON.parse(line))
            ).map((row: { id: number }) => row.id);
      expect(written).toEqual(ids);
      expect(ids).toHaveLength(1_111);
      expect(report.rows).toBe(ids.length);
      expect(report.bytes).toBe(bytes.length);
      expect(report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    },
  );

  it('tells how far it is', async () => {
    const ws = manyEvents(5_000);
    const seen: [number, number | null][] = [];
    const path = join(freshFolder(), 'out.csv');
    const request = { filter: EMPTY_FILTER, sort: NEWEST_FIRST, format: 'csv', path } as const;
    await exportEvents(ws, createColumnQueryEngine(ws), request, {
      throwIfCancelled: () => undefined,
      progress: ({ done, total }) => seen.push([done, total]),
    });
    expect(seen).toEqual([
      [0, 5_000],
      [2_048, 5_000],
      [4_096, 5_000],
      [5_000, 5_000],
    ]);
  });

  it('that is cancelled leaves no file, and an existing one as it was', async () => {
    const ws = manyEvents(2_500);
    const folder = freshFolder();
    for (const existing of [false, true]) {
      const path = join(folder, `${existing}.csv`);
      if (existing) writeFileSync(path, 'before');
      let steps = 0;
      const cancelling = {
        throwIfCancelled() {
          steps += 1;
          if (steps === 3) throw new AppError('CANCELLED', 'Cancelled.');
        },
        progress: () => undefined,
      };
      const request = { filter: EMPTY_FILTER, sort: NEWEST_FIRST, format: 'csv', path } as const;
      const run = exportEvents(ws, createColumnQueryEngine(ws), request, cancelling);
      await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(existsSync(path)).toBe(existing);
      if (existing) expect(readFileSync(path, 'utf8')).toBe('before');
    }
    expect(readdirSync(folder)).toEqual(['true.csv']);
  });

  it('replaces an existing file only as a whole', async () => {
    const ws = twoEvents();
    const path = join(freshFolder(), 'out.jsonl');
    writeFileSync(path, 'before, and longer than what comes'.repeat(100));
    const request = { filter: EMPTY_FILTER, sort: NEWEST_FIRST, format: 'jsonl', path } as const;
    const report = await exportEvents(ws, createColumnQueryEngine(ws), request, quiet);
    expect(readFileSync(path)).toHaveLength(report.bytes);
  });

  it('says in one line why it cannot write, and leaves nothing behind', async () => {
    const ws = twoEvents();
    const folder = freshFolder();
    mkdirSync(join(folder, 'sub'));
    const attempt = (path: string) =>
      exportEvents(
        ws,
        createColumnQueryEngine(ws),
        { filter: EMPTY_FILTER, sort: NEWEST_FIRST, format: 'csv', path },
        quiet,
      );
    await expect(attempt(join(folder, 'none', 'out.csv'))).rejects.toMatchObject({
      code: 'FILE_MISSING',
      message: expect.stringContaining('there is no folder'),
    });
    await expect(attempt(join(folder, 'sub'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(readdirSync(folder)).toEqual(['sub']);
  });
});
