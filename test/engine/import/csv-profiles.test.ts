import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvParser } from '../../../electron/engine/import/parse/csv-parser.ts';
import { SourceParser } from '../../../electron/engine/import/parse/source-parser.ts';
import { GENERIC_PROFILE, loadProfiles } from '../../../electron/engine/import/profiles.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../shared/api/contract.ts';
import { expectSameBothWays } from '../../support/both-parsers.ts';
import { type GoldenTable, goldenTables } from '../../support/golden-tables.ts';
import { ImportBench } from './import-bench.ts';

const OPTIONS: ImportOptions = { ...DEFAULT_IMPORT_OPTIONS, dateOrder: 'dmy' };

/** Cells that change what rules make of a row: none, blanks, JSON and what is almost JSON, words for none, numbers. */
const TELLING_CELLS = [
  '',
  ' ',
  '-',
  'null',
  '{}',
  '{"name":"a","id":7,"old":1,"new":2}',
  '[{"displayName":"Role","oldValue":"\\"a\\"","newValue":"[\\"b\\"]"}]',
  '{"before":{"a":1},"after":{"a":2}',
  '["x"]',
  '"quoted"',
  '0',
  '12.5',
  '1,5',
  '999999999999999',
  '404',
  'SUCCESS',
  'usd',
  '2026-10-24T10:00:00Z',
  '2026-10-24 10:00',
  'dana@example.test',
  ' é ',
];

/** Rows of a golden log in any order, some with the cells of other rows, or cells that rules look out for. */
function rowsLike({ columns, rows }: GoldenTable): fc.Arbitrary<string> {
  const index = fc.nat(Math.max(0, rows.length - 1));
  const change = fc.tuple(fc.nat(columns.length - 1), fc.oneof(index, fc.constantFrom(...TELLING_CELLS)));
  const row = fc.tuple(index, fc.array(change, { maxLength: 6 })).map(([like, changes]) => {
    const cells = [...(rows[like] ?? [])];
    for (const [column, to] of changes) {
      cells[column] = typeof to === 'string' ? to : (rows[to]?.[column] ?? '');
    }
    return cells;
  });
  const header = columns.map(writtenCell).join(',');
  return fc
    .array(row, { minLength: 1, maxLength: 30 })
    .map((all) => [header, ...all.map((cells) => cells.map(writtenCell).join(',')), ''].join('\n'));
}

function writtenCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What cells with JSON may hold besides: what prints otherwise, what is there twice, and what is no JSON. */
const IN_JSON = [
  '"Id":"ü","name":"größer"',
  '"user":{"name":"a\\"b","id":1.50}',
  '"target":[{"type":"User"},{"type":"App"}]',
  '"type":1,"type":2',
  '"1":"one","Name":"\\u0041"',
  '"old":{"a":1},"new":{"a":2}',
  '"ModifiedProperties":[{"Name":"Role","OldValue":"[1]","NewValue":"[2]"}]',
  '"status":{"code":7,"message":""}',
  '"open":',
];

/**
 * Many rows like those of a golden log, of which the cells with objects mostly differ.
 * @param same how many rows of ten have such cells as others have, too
 */
function rowsWithObjects({ columns, rows }: GoldenTable, count: number, same: number): string {
  const lines = Array.from({ length: count }, (_, row) => {
    const index = row % 10 < same ? row % 20 : row;
    return (rows[index % rows.length] ?? [])
      .map((cell) => {
        const odd = index % 4 === 0 ? `${IN_JSON[(index / 4) % IN_JSON.length]},` : '';
        if (cell.startsWith('[{"')) return `[{"row":"${index}",${odd}${cell.slice(2)}`;
        if (!cell.startsWith('{"')) return cell;
        return index % 5 === 0
          ? `${cell.slice(0, -1)},${odd}"row":${index}}`
          : `{"row":"${index}",${odd}${cell.slice(1)}`;
      })
      .map(writtenCell)
      .join(',');
  });
  return [columns.map(writtenCell).join(','), ...lines, ''].join('\n');
}

describe('CSV of a profile parsed by columns gives what CSV parsed by records gives', {
  timeout: 120_000,
}, () => {
  const sizes = fc.oneof(fc.constant(1_000_000), fc.integer({ min: 1, max: 2_000 }));
  const tables = goldenTables().filter(({ rows }) => rows.length > 0);

  const holding = tables.filter(({ rows }) => rows.some((row) => row.some((cell) => /^\[?\{"/.test(cell))));

  it.each(holding)('$name, where many cells hold objects', (table) => {
    const text = Buffer.from(rowsWithObjects(table, 30 * table.rows.length, 0));
    for (const profile of [table.profile, GENERIC_PROFILE]) {
      for (const size of [1_000_000, 20_000]) expectSameBothWays(text, size, { ...OPTIONS, profile });
    }
  });

  it.each(holding)('$name, where columns of objects are put together from bytes', (table) => {
    for (const same of [0, 4]) {
      const text = Buffer.from(rowsWithObjects(table, 2_600, same));
      expectSameBothWays(text, 4_000_000, { ...OPTIONS, profile: table.profile });
      // Rows that are new and rows that are not, in blocks of their own.
      expectSameBothWays(text, 700_000, { ...OPTIONS, profile: table.profile });
    }
  });

  it('where a cell is too long for the kernels', () => {
    const table = tables.find(({ name }) => name === 'claude-audit');
    const long = JSON.stringify({ uuid: 'x', name: 'y'.repeat(9_000_000) });
    const rows = (table?.rows ?? []).map((row) => row.map((cell) => (cell.startsWith('{"') ? long : cell)));
    const lines = [table?.columns ?? [], ...rows, ...(table?.rows ?? [])];
    const text = Buffer.from(lines.map((cells) => `${cells.map(writtenCell).join(',')}\n`).join(''));
    expectSameBothWays(text, 64_000_000, { ...OPTIONS, profile: 'claude-audit' });
  });

  it.each(tables)('$name', (table) => {
    const options = { ...OPTIONS, profile: table.profile };
    fc.assert(
      fc.property(rowsLike(table), sizes, (text, size) =>
        expectSameBothWays(Buffer.from(text), size, options),
      ),
      { numRuns: 60 },
    );
  });

  /** Logs whose lines are no plain CSV, and which are read record by record. */
  const OF_THEIR_OWN = new Set(['w3c-extended', 'web-access']);

  it('for every shipped profile that takes CSV', () => {
    const held = new Set(tables.map(({ profile }) => profile));
    const shipped = loadProfiles().filter(
      ({ id, formats }) => id !== GENERIC_PROFILE && !OF_THEIR_OWN.has(id) && formats.includes('csv'),
    );
    expect(shipped.map(({ id }) => id).filter((id) => !held.has(id))).toEqual([]);
  });

  it.each(tables)('by columns, not record by record: $name', ({ columns, rows, profile }) => {
    const text = [columns, ...rows].map((cells) => cells.map(writtenCell).join(',')).join('\n');
    const bytes = Buffer.from(`${text}\n`);
    const { plan } = new SourceParser({ name: 'log.csv', bytes, whole: true }, { ...OPTIONS, profile });
    const { csv, encoding, reading } = plan;
    expect(csv !== null && CsvParser.suits({ ...csv, encoding, reading })).toBe(true);
  });

  it('where a sum has nothing to add up, record by record too', async () => {
    const header =
      'usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed';
    const row = (model: string, input: string) =>
      `2026-10-01,${model},k,w,standard,200k,${input},,2,0,global,fast`;
    // Text behind a closing quote: from here on records are read one by one.
    const odd = row('"a"b', '5');
    const bench = new ImportBench();
    const text = [header, row('m', '40'), odd, row('n', ''), row('o', '7')].join('\n');
    await bench.take('usage.csv', text, { profile: 'anthropic-console-usage' });
    expect(bench.events().map(({ inputTokens }) => inputTokens)).toEqual([40, 5, null, 7]);
  });

  it('with lists of all kinds in cells', () => {
    const lists = [
      '[]',
      '[[]]',
      '[null]',
      '["text"]',
      '[1],"x":[2]',
      '[{"displayName":"ü","type":"User"}]',
      '[ {"displayName" : "spaced", "modifiedProperties" : [ {"displayName":"a","oldValue":"1","newValue":"2"} ] } ]',
      '[{"displayName":"a","displayName":"b"}]',
      '[{"id":12345678901234567890}]',
      '[{"key":"User-Agent","value":"curl"},["User-Agent"],{"key":"b"}]',
      '[{"displayName":{"a":[1]},"type":["x"]}',
      '[{"modifiedProperties":[{"displayName":"r","oldValue":"[\\"A\\"]","newValue":null}]},{"modifiedProperties":[]}]',
    ];
    const rows = Array.from({ length: 400 }, (_, n) => {
      const list = (lists[n % lists.length] ?? '').replace(/^\[\{/, `[{"n":${n},`);
      const cells = [`d-${n}`, 'success', 'Add member', '2026-10-01T07:00:00Z', 'Core Directory'];
      return [...cells, `{"user":{"id":"u-${n}","displayName":"Dana"}}`, list, list]
        .map(writtenCell)
        .join(',');
    });
    const header =
      'id,result,activityDisplayName,activityDateTime,loggedByService,initiatedBy,targetResources,additionalDetails';
    const bytes = Buffer.from([header, ...rows, ''].join('\n'));
    const options = { ...OPTIONS, profile: 'entra-audit' };
    expectSameBothWays(bytes, bytes.length, options);
    expectSameBothWays(bytes, 20_000, options);
  });

  it('with details that come to the same from different cells, among many that differ', () => {
    const header =
      'id,result,resultReason,activityDisplayName,activityDateTime,loggedByService,initiatedBy,targetResources,additionalDetails';
    // Blanks around a cell, and text beside it that is no JSON, are not in the details.
    const sides = [
      ['', ''],
      [' ', ''],
      ['', 'left out'],
      ['', 'left out too'],
    ];
    // So many differ that texts are not looked up any more; then they repeat.
    const keys = Array.from({ length: 16_000 }, (_, n) => (n < 8_000 ? n : n >> 4));
    const rows = keys.map((key, n) => {
      const [blank = '', beside = ''] = sides[n % sides.length] ?? [];
      const cells = [`d-${n}`, 'success', `${blank}Why ${key}`, 'Add member', '2026-10-01T07:00:00Z', 'Core'];
      const list = `[{"id":"a-${key}","type":"User"}]`;
      return [...cells, '{"app":{"displayName":"x"}}', `${blank}${list}`, beside].map(writtenCell).join(',');
    });
    const bytes = Buffer.from([header, ...rows, ''].join('\n'));
    const options = { ...OPTIONS, profile: 'entra-audit' };
    expectSameBothWays(bytes, 400_000, options);
    const parser = new SourceParser({ name: 'log.csv', bytes, whole: true }, options);
    const half = bytes.indexOf('\nd-8000,') + 1;
    const [differing] = [...parser.take(bytes.subarray(0, half), false)];
    expect(differing?.events.columns.get('detail')?.kind).toBe('text');
    const [repeating] = [...parser.take(bytes.subarray(half), true)];
    for (const name of ['reason', 'detail'] as const) {
      const column = repeating?.events.columns.get(name);
      expect(column?.kind === 'dictionary' && column.texts.length).toBe(new Set(keys.slice(8_000)).size);
    }
  });
});
