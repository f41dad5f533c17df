import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integerAt, valueAt } from '../../../electron/engine/columns/column.ts';
import { ImportNotes } from '../../../electron/engine/import/import-notes.ts';
import { SourceParser } from '../../../electron/engine/import/parse/source-parser.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { readRaw } from '../../../electron/engine/store/raw-records.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import { DEFAULT_IMPORT_OPTIONS, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { parseWritten } from '../../../shared/filter/written.ts';
import { codes, ImportBench, listener } from './import-bench.ts';

/** A result of a bucket, as OpenAI reports usage. */
interface Result {
  readonly model: string;
  readonly tokens: number;
}

const DAY = 86_400;
const START = 1_790_812_800;

function bucket(day: number, results: readonly Result[]): object {
  return {
    object: 'bucket',
    start_time: START + day * DAY,
    end_time: START + (day + 1) * DAY,
    results: results.map(({ model, tokens }) => ({
      object: 'organization.usage.completions.result',
      input_tokens: tokens,
      output_tokens: 1,
      num_model_requests: 1,
      model,
    })),
  };
}

const page = (buckets: readonly object[]): string => JSON.stringify({ object: 'page', data: buckets });
const gpt = (tokens: number): Result => ({ model: 'gpt-4o', tokens });
const mini = (tokens: number): Result => ({ model: 'gpt-4o-mini', tokens });

function figures(bench: ImportBench): string[] {
  return bench
    .events()
    .map((event) => `${event['time']} ${event['model']} ${event['inputTokens']}`)
    .sort();
}

describe('each element of a list is an event', () => {
  it('with the members around the list, at the place of the record', async () => {
    const bench = new ImportBench();
    const text = page([bucket(0, [gpt(5), mini(6)]), bucket(1, [gpt(7)])]);
    const source = await bench.take('usage.json', text);
    expect(source).toMatchObject({
      profile: 'openai-usage',
      read: 3,
      records: 2,
      imported: 3,
      duplicate: 0,
      rejected: 0,
    });
    const events = bench.events();
    expect(events.map((event) => event['inputTokens'])).toEqual([5, 6, 7]);
    expect(events[0]).toMatchObject({ time: START * 1e6, byteOffset: events[1]?.byteOffset });
    const [first] = events;
    const raw = readRaw(bench.ws, source.id ?? 0, first?.byteOffset ?? 0, first?.byteLength ?? 0).toString();
    expect(JSON.parse(raw)).toEqual(bucket(0, [gpt(5), mini(6)]));
    for (const event of events) expect(Object.keys(event.extra)).not.toContain('results');
  });

  it('an empty list is no event and is told', async () => {
    const bench = new ImportBench();
    const source = await bench.take('usage.json', page([bucket(0, [gpt(5)]), bucket(1, []), bucket(2, [])]));
    expect(source).toMatchObject({ read: 1, records: 3, imported: 1 });
    expect(listSources(bench.ws)[0]).toMatchObject({ read: 1, records: 3 });
    expect((await verifyWorkspace(bench.ws, listener())).ok).toBe(true);
    const plain = await bench.take('one.json', page([bucket(3, [gpt(5)]), bucket(4, [gpt(6)])]));
    expect(plain).toMatchObject({ read: 2, records: null });
    const told = source.warnings.find(({ code }) => code === 'EMPTY_LISTS');
    expect(told?.message).toMatch(/^2 records have an empty list/);
  });

  it('a record without the list is one event, and an element that is no object too', async () => {
    const bench = new ImportBench();
    const odd = bucket(1, []);
    Reflect.deleteProperty(odd, 'results');
    const source = await bench.take(
      'usage.json',
      page([bucket(0, [gpt(5)]), odd, { ...bucket(2, []), results: [3, null, 'x', [1]] }]),
    );
    expect(source).toMatchObject({ profile: 'openai-usage', read: 6, imported: 6, rejected: 0 });
    expect(bench.events().map((event) => event.extra['results'])).toEqual([
      undefined,
      undefined,
      '3',
      undefined,
      'x',
      '[1]',
    ]);
  });

  it('equal elements of one record all stay, also when the file comes again in other bytes', async () => {
    const bench = new ImportBench();
    const twice = [bucket(0, [gpt(5), gpt(5), gpt(5)])];
    expect(await bench.take('a.json', page(twice))).toMatchObject({ imported: 3, duplicate: 0 });
    expect(await bench.take('b.json', `${page(twice)}\n`)).toMatchObject({ imported: 0, duplicate: 3 });
  });

  it('a later export of a span with other figures is a conflict, not more usage', async () => {
    const bench = new ImportBench();
    await bench.take('a.json', page([bucket(0, [gpt(5), mini(6)])]));
    const second = await bench.take('b.json', page([bucket(0, [gpt(9), mini(6)]), bucket(1, [gpt(1)])]));
    expect(second).toMatchObject({ read: 3, imported: 1, duplicate: 2 });
    expect(codes(second.warnings)).toContain('CONFLICTS');
    expect(bench.events().map((event) => event['inputTokens'])).toEqual([5, 6, 1]);
  });

  it('refuses to repeat much text for many elements, and keeps the record with the reason', async () => {
    const bench = new ImportBench();
    const large = {
      ...bucket(
        0,
        Array.from({ length: 200 }, (_, i) => gpt(i)),
      ),
      note: 'x'.repeat(400_000),
    };
    const source = await bench.take('usage.json', page([bucket(1, [gpt(1)]), large]));
    expect(source).toMatchObject({ read: 2, imported: 1, rejected: 1 });
    expect(bench.rejects()[0]?.reason).toMatch(/200 elements/);
  });

  it('gives more elements than fit into one block, in order', async () => {
    const bench = new ImportBench();
    const many = Array.from({ length: 70_000 }, (_, i) => ({ model: `m${i % 7}`, tokens: i }));
    const source = await bench.take('usage.json', page([bucket(0, [gpt(1)]), bucket(1, many)]));
    expect(source).toMatchObject({ read: 70_001, imported: 70_001 });
    const rows = bench.ws.db
      .prepare('SELECT inputTokens FROM event WHERE id > 1 ORDER BY id')
      .raw()
      .all() as [number][];
    expect(rows.every(([tokens], index) => tokens === index)).toBe(true);
  });
});

const result = fc.record({ model: fc.constantFrom('a', 'b', 'c'), tokens: fc.integer({ min: 0, max: 5 }) });
const days = fc.array(fc.array(result, { maxLength: 5 }), { minLength: 1, maxLength: 6 });

describe('an import that ends inside a record', () => {
  it('goes on with the elements that are not stored yet', async () => {
    const many = Array.from({ length: 70_000 }, (_, i) => ({ model: `m${i % 7}`, tokens: i % 9 }));
    const text = page([bucket(0, [gpt(1)]), bucket(1, many), bucket(2, [gpt(2)])]);
    const whole = new ImportBench();
    await whole.take('usage.json', text);
    const pages = Number(whole.ws.db.pragma('page_count', { simple: true }));

    const bench = new ImportBench();
    const path = bench.file('usage.json', text);
    // There is no room for the last batch, which has the end of the large record.
    bench.ws.db.pragma(`max_page_count = ${pages - 3}`);
    await expect(bench.job([path])).rejects.toMatchObject({ code: 'DISK_FULL' });
    const stored = Number(bench.ws.db.prepare('SELECT count(*) FROM event').pluck().get());
    expect(stored).toBeGreaterThan(1);
    expect(stored).toBeLessThan(70_002);
    bench.ws.db.pragma('max_page_count = 1000000');
    const [source] = await bench.job([path]);
    expect(source).toMatchObject({ status: 'imported', read: 70_002, imported: 70_002, duplicate: 0 });
    expect(source?.records).toBe(3);
    const contents = (of: ImportBench) =>
      of.ws.db.prepare('SELECT id, line, byteOffset, model, inputTokens FROM event ORDER BY id').raw().all();
    expect(contents(bench)).toEqual(contents(whole));
  });
});

describe('text search', () => {
  it('finds all events of a record that has the text, in any filter, and reads the record once', async () => {
    const bench = new ImportBench();
    // Null members are kept in the record and nowhere else.
    const marked = (day: number, count: number, note: string) => ({
      ...bucket(
        day,
        Array.from({ length: count }, (_, i) => (i % 2 === 0 ? gpt(i) : mini(i))),
      ),
      [note]: null,
    });
    await bench.take(
      'u.json',
      page([marked(0, 3, 'plain'), marked(1, 20_000, 'needle'), marked(2, 2, 'plain')]),
    );
    const engine = createColumnQueryEngine(bench.ws);
    const found = (written: string): number => {
      const chips = parseWritten(written).map((clause) => ({ clause, off: false }));
      return engine.matching({ ...EMPTY_FILTER, chips }, NEWEST_FIRST).ids.length;
    };
    const before = process.cpuUsage().user;
    expect(found('needle')).toBe(20_000);
    expect(found('needle model:gpt-4o')).toBe(10_000);
    expect(found('plain')).toBe(5);
    expect(found('plain model:gpt-4o-mini')).toBe(2);
    // Reading 2 MB for each of its events would take a minute.
    expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
  });
});

describe('elements, whatever the records', () => {
  it('come in order, one for each, from pieces of any size', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 200 }), (list, size) => {
        const text = page([bucket(0, [gpt(1)]), ...list.map((results, day) => bucket(day + 1, results))]);
        const bytes = Buffer.from(text);
        const notes = new ImportNotes();
        const parser = new SourceParser(
          { name: 'u.json', bytes, whole: true },
          DEFAULT_IMPORT_OPTIONS,
          notes,
        );
        const found: string[] = [];
        for (let at = 0; at < bytes.length; at += size) {
          const piece = Buffer.from(bytes.subarray(at, at + size));
          for (const { events } of parser.take(piece, at + size >= bytes.length)) {
            const { columns } = events;
            for (let row = 0; row < events.count; row += 1) {
              const time = columns.get('time');
              const day = time === undefined ? null : Number(integerAt(time, row));
              const model = valueAt(columns.get('model'), row);
              found.push(`${day} ${model} ${valueAt(columns.get('inputTokens'), row)}`);
            }
          }
        }
        const wanted = list.flatMap((results, day) =>
          results.map(({ model, tokens }) => `${(START + (day + 1) * DAY) * 1e6} ${model} ${tokens}`),
        );
        expect(found).toEqual([`${START * 1e6} gpt-4o 1`, ...wanted]);
        expect(parser.read).toBe(found.length);
      }),
      { numRuns: 30 },
    );
  });

  it('of overlapping exports are added once, whichever came first', async () => {
    await fc.assert(
      fc.asyncProperty(days, fc.nat(5), fc.nat(5), async (list, one, other) => {
        const buckets = [[gpt(1)], ...list].map((results, day) => bucket(day, results));
        const [from, to] = [Math.min(one, other) % buckets.length, buckets.length];
        const [first, second] = [page(buckets.slice(0, from + 1)), page(buckets.slice(from, to))];
        const [forth, back, whole] = [new ImportBench(), new ImportBench(), new ImportBench()];
        await forth.job([forth.file('a.json', first), forth.file('b.json', second)], {
          profile: 'openai-usage',
        });
        await back.job([back.file('b.json', second), back.file('a.json', first)], {
          profile: 'openai-usage',
        });
        const sources = await whole.job([whole.file('c.json', page(buckets))], { profile: 'openai-usage' });
        expect(figures(forth)).toEqual(figures(whole));
        expect(figures(back)).toEqual(figures(whole));
        for (const { read, imported, duplicate, rejected } of sources) {
          expect(read).toBe(imported + duplicate + rejected);
        }
      }),
      { numRuns: 8 },
    );
  });
});
