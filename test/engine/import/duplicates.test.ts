import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import { AppError } from '../../../shared/errors.ts';
import { codes, ImportBench, listener } from './import-bench.ts';

const HEADER = 'timestamp,action\n';
const line = (n: number) => `2026-10-01T10:00:${String(n).padStart(2, '0')}Z,do${n}`;
const log = (numbers: readonly number[]) => HEADER + numbers.map((n) => `${line(n)}\n`).join('');

/** What is in the workspace, without order and place. */
function contents(bench: ImportBench): string[] {
  return bench
    .events()
    .map((event) => `${event['time']} ${event['action']} ${JSON.stringify(event.extra)}`)
    .sort();
}

describe('records without ids', () => {
  it('stay as often as they are in one file', async () => {
    const bench = new ImportBench();
    expect(await bench.take('a.csv', log([1, 1, 2]))).toMatchObject({ imported: 3, duplicate: 0 });
  });

  it('of overlapping files are added once, as often as the file with most of them has them', async () => {
    const bench = new ImportBench();
    await bench.take('a.csv', log([1, 1, 2]));
    const second = await bench.take('b.csv', log([1, 1, 1, 2, 3]));
    expect(second).toMatchObject({ read: 5, imported: 2, duplicate: 3 });
    expect(codes(second.warnings)).toContain('DUPLICATES');
    expect(bench.ws.db.prepare('SELECT event, kind, line FROM duplicate ORDER BY id').raw().all()).toEqual([
      [1, 'same', 2],
      [1, 'same', 3],
      [3, 'same', 5],
    ]);
  });

  it('are found again within one job, in a gz file, and with other line ends', async () => {
    const bench = new ImportBench();
    const a = bench.file('a.csv', log([1, 2]));
    const b = bench.file('b.csv', log([2, 3]).replaceAll('\n', '\r\n'));
    expect(await bench.job([a, b])).toMatchObject([{ imported: 2 }, { imported: 1, duplicate: 1 }]);
  });

  it('of the same text under other column names are other records', async () => {
    const bench = new ImportBench();
    await bench.take('a.csv', 'timestamp,action\n2026-10-01T10:00:00Z,x\n');
    expect(await bench.take('b.csv', 'timestamp,color\n2026-10-01T10:00:00Z,x\n')).toMatchObject({
      imported: 1,
    });
  });

  it('come to the same whichever file is first', async () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(numbers, numbers, async (a, b) => {
        const [forth, back] = [new ImportBench(), new ImportBench()];
        await forth.job([forth.file('a.csv', log(a)), forth.file('b.csv', log(b))]);
        await back.job([back.file('b.csv', log(b)), back.file('a.csv', log(a))]);
        expect(contents(forth)).toEqual(contents(back));
        for (const source of listSources(forth.ws)) {
          expect(source.read).toBe(source.imported + source.duplicate + source.rejected);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('records with ids of their own', () => {
  const entry = (id: string, name: string) => ({
    id,
    timestamp: '2026-10-01T10:00:00Z',
    user_email: 'k@x.test',
    user_name: name,
    action: 'create',
    resource_type: 'team',
    resource_id: 't1',
    ip_address: '192.0.2.1',
  });

  it('are one record however they are written, also inside one file', async () => {
    const bench = new ImportBench();
    const a = [entry('1', 'Kofi'), entry('2', 'Kofi'), entry('1', 'Kofi')];
    expect(await bench.take('a.json', JSON.stringify(a))).toMatchObject({
      profile: 'org-audit',
      imported: 2,
      duplicate: 1,
    });
    const pretty = await bench.take('b.json', JSON.stringify(a, null, 2));
    expect(pretty).toMatchObject({ imported: 0, duplicate: 3 });
    expect(codes(pretty.warnings)).not.toContain('CONFLICTS');
  });

  it('but other content are conflicts: kept, shown, never an overwrite', async () => {
    const bench = new ImportBench();
    await bench.take('a.json', JSON.stringify([entry('1', 'Kofi')]));
    const second = await bench.take(
      'b.json',
      JSON.stringify([entry('1', 'Kofi M.'), entry('3', 'Zoe'), entry('3', 'Zoé')]),
    );
    expect(second).toMatchObject({ read: 3, imported: 1, duplicate: 2 });
    expect(codes(second.warnings)).toContain('CONFLICTS');
    expect(bench.events().map((event) => event['actorName'])).toEqual(['Kofi', 'Zoe']);
    const kinds = bench.ws.db.prepare('SELECT kind, event FROM duplicate ORDER BY id').raw().all();
    expect(kinds).toEqual([
      ['conflict', 1],
      ['conflict', 2],
    ]);
  });

  it('of another tenant are other records', async () => {
    const bench = new ImportBench();
    await bench.take('a.json', JSON.stringify([entry('1', 'Kofi')]), { tenant: 'eu' });
    expect(
      await bench.take('b.json', JSON.stringify([entry('1', 'Kofi'), entry('2', 'Kofi')]), { tenant: 'us' }),
    ).toMatchObject({
      imported: 2,
    });
  });
});

describe('an import that ends early', () => {
  /** About 4 MiB, so that it takes several batches; every tenth record a repetition, some broken. */
  const rows = Array.from({ length: 30_000 }, (_, i) =>
    i % 1_000 === 999
      ? `{"broken ${i}`
      : JSON.stringify({
          time: 1_790_848_800 + (i % 10 === 0 ? 0 : i),
          action: `do${i % 10 === 0 ? 0 : i}`,
          pad: 'x'.repeat(80),
        }),
  );
  const text = `${rows.join('\n')}\n`;

  /** Cancels once this many records are read. */
  function cancelAfter(records: number) {
    let read = 0;
    return {
      ...listener((progress) => {
        read = progress.records ?? read;
      }),
      throwIfCancelled: () => {
        if (read >= records) throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
  }

  it.each([1, 9_000, 16_000])(
    'after %i records goes on where it stopped, with the same result',
    async (stop) => {
      const bench = new ImportBench();
      const path = bench.file('log.jsonl', text);
      await expect(bench.job([path], {}, cancelAfter(stop))).rejects.toMatchObject({ code: 'CANCELLED' });
      const [stopped] = listSources(bench.ws);
      expect(stopped?.status).toBe('interrupted');
      expect(stopped?.read).toBeGreaterThan(0);
      expect(stopped?.read).toBeLessThan(30_000);
      expect(bench.events()).toHaveLength(stopped?.imported ?? -1);

      const [resumed] = await bench.job([path]);
      const whole = new ImportBench();
      const expected = await whole.take('log.jsonl', text);
      expect(resumed).toEqual(expected);
      expect(JSON.stringify(bench.events()) === JSON.stringify(whole.events())).toBe(true);
      expect(bench.rejects()).toEqual(whole.rejects());
      const report = await verifyWorkspace(bench.ws, listener());
      expect(report.checks.filter((check) => !check.ok)).toEqual([]);
    },
  );

  it('does not lose what another file repeats meanwhile', async () => {
    const bench = new ImportBench();
    const path = bench.file('log.jsonl', text);
    await expect(bench.job([path], {}, cancelAfter(1))).rejects.toMatchObject({ code: 'CANCELLED' });
    await bench.take('tail.jsonl', `${rows.slice(20_000).join('\n')}\n`);
    await bench.job([path]);
    const whole = new ImportBench();
    await whole.take('log.jsonl', text);
    expect(contents(bench).join('\n') === contents(whole).join('\n')).toBe(true);
  });
});

describe('records whose ids may come more than once', () => {
  const event = (id: string, at: number, name: string) => ({
    eventVersion: '1.08',
    eventTime: `2026-10-01T10:00:${String(at).padStart(2, '0')}Z`,
    eventSource: 's3.amazonaws.com',
    eventName: name,
    awsRegion: 'us-west-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'test',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/dana', accountId: '1', userName: 'dana' },
    eventID: id,
    eventType: 'AwsApiCall',
    recipientAccountId: '1',
  });
  const trail = (...records: readonly object[]) => JSON.stringify({ Records: records });

  it('repeat the stored event that says the same, not the first with their id', async () => {
    const bench = new ImportBench();
    const [a, b, c] = [event('x', 1, 'PutObject'), event('x', 2, 'GetObject'), event('y', 3, 'ListBuckets')];
    expect(await bench.take('a.json', trail(a, b, c))).toMatchObject({
      profile: 'aws-cloudtrail',
      imported: 3,
      duplicate: 0,
    });
    await bench.take('b.json', trail(b, a));
    await bench.take('c.json', trail(event('x', 1, 'DeleteObject'), b));
    const found = bench.ws.db.prepare('SELECT source, event, kind FROM duplicate ORDER BY id').raw().all();
    expect(found).toEqual([
      [2, 2, 'same'],
      [2, 1, 'same'],
      [3, 1, 'conflict'],
      [3, 2, 'same'],
    ]);
  });

  it('are told once when they say the same, and are events of their own when a field differs', async () => {
    const bench = new ImportBench();
    const [a, b] = [event('x', 1, 'PutObject'), event('x', 2, 'GetObject')];
    expect(await bench.take('a.json', trail(a, a, b, a, b))).toMatchObject({
      read: 5,
      imported: 2,
      duplicate: 3,
    });
    expect(bench.events().map(({ action }) => action)).toEqual(['PutObject', 'GetObject']);
  });

  it('are in conflict when only a column without a field differs', async () => {
    const bench = new ImportBench();
    const a = { ...event('x', 1, 'PutObject'), exportRow: 1 };
    const source = await bench.take('a.json', trail(a, { ...a, exportRow: 2 }));
    expect(source).toMatchObject({ read: 2, imported: 1, duplicate: 1 });
    expect(codes(source.warnings)).toContain('CONFLICTS');
  });

  it('come to the same events however a log is cut into files, and in whatever order', async () => {
    const ids = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(ids, fc.nat(20), fc.boolean(), async (numbers, cut, swapped) => {
        const records = numbers.map((n) => event(`id-${n}`, n, `Do${n}`));
        const parts = [records.slice(0, cut), records.slice(cut)].filter(({ length }) => length > 0);
        const bench = new ImportBench();
        const files = parts.map((part, n) => bench.file(`${n}.json`, trail(...part)));
        const sources = await bench.job(swapped ? files.reverse() : files);
        expect(sources.reduce((sum, { imported }) => sum + imported, 0)).toBe(new Set(numbers).size);
        for (const { read, imported, duplicate } of sources) expect(read).toBe(imported + duplicate);
      }),
      { numRuns: 30 },
    );
  });
});
