import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSplitter } from '../../../electron/engine/import/records/json-splitter.ts';
import { LineSplitter } from '../../../electron/engine/import/records/line-splitter.ts';
import { pieceSizes, splitInPieces } from './pieces.ts';

const START = { at: 0, line: 1 };
const WHOLE = [1_000_000];

async function split(text: string, path: readonly string[] | null, sizes: readonly number[] = WHOLE) {
  return splitInPieces(Buffer.from(text), sizes, new JsonSplitter(path, START, 1));
}

describe('records of a JSON document', () => {
  it('are the elements of a top-level array, with their lines', async () => {
    const { texts, places } = await split('[\n  {"a": [1, {"b": "]"}]},\n  2,\n  "x",\n  null\n]\n', []);
    expect(texts).toEqual(['{"a": [1, {"b": "]"}]}', '2', '"x"', 'null']);
    expect(places.map((place) => place.line)).toEqual([2, 3, 4, 5]);
  });

  it('are the elements of the array at a path, and no other array', async () => {
    const text =
      '{"meta":{"items":[9]},"items":{"x":1},"data":{"other":[8],"items":[{"a":1},{"a":2}],"n":3}}';
    expect((await split(text, ['data', 'items'])).texts).toEqual(['{"a":1}', '{"a":2}']);
  });

  it('are found in every one of several documents', async () => {
    const text = '{"Records":[{"a":1}]}\n{"Records":[{"a":2},{"a":3}]}';
    expect((await split(text, ['Records'])).texts).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
  });

  it('are the values themselves where there is no array', async () => {
    expect((await split('{"a":\n1}{"b":2}\n\n 3', null)).texts).toEqual(['{"a":\n1}', '{"b":2}', '3']);
  });

  it('are none in empty lists, and the list ends', async () => {
    for (const [text, path] of [
      ['[]', []],
      ['{"total":0,"data":[]}', ['data']],
    ] as const) {
      expect(await split(text, path)).toMatchObject({ texts: [], truncated: false });
    }
  });
});

describe('a broken record', () => {
  it('with a line end inside a string costs only itself', async () => {
    const text = '[\n {"a":"x},\n {"a":"y"},\n {"a":"z"}\n]';
    expect((await split(text, [])).texts).toEqual(['{"a":"x}', '{"a":"y"}', '{"a":"z"}']);
  });

  it('without its closing brace costs only itself, on lines of their own', async () => {
    const text = '[\n {"a":1,\n {"a":2},\n {"a":3}\n]';
    expect((await split(text, [])).texts).toEqual(['{"a":1', '{"a":2}', '{"a":3}']);
  });

  it('costs only itself when all records are on one line', async () => {
    const text = '{"Records":[{"id":1,"x":{"y":2}},{"id":2,"x":{"y":},{"id":3,"x":{"y":4}}]}';
    expect((await split(text, ['Records'])).texts).toEqual([
      '{"id":1,"x":{"y":2}}',
      '{"id":2,"x":{"y":}',
      '{"id":3,"x":{"y":4}}',
    ]);
  });

  it('at the end does not take the closing bracket along', async () => {
    const { texts, truncated } = await split('[\n  {\n    name: "x"\n  }\n]\n', []);
    expect(texts).toHaveLength(1);
    expect(truncated).toBe(false);
  });

  it('that is cut off is the last one, and the content counts as truncated', async () => {
    const { texts, truncated } = await split('[{"a":1},{"a":', []);
    expect(texts).toEqual(['{"a":1}', '{"a":']);
    expect(truncated).toBe(true);
  });

  it('of nothing but brackets ends', async () => {
    const { content } = await split('['.repeat(20_000), []);
    expect(content).toHaveLength(20_000);
  });
});

const anyStructure = fc.string({
  unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '\n', ' ', 'a', '1', '"a":', '{"a":1}'),
  maxLength: 60,
});
const anyRecords = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 8 });
const anyPath = fc.constantFrom(null, [] as readonly string[], ['a'] as readonly string[]);

describe('for any content', () => {
  it('gives the same records however the content arrives', async () => {
    await fc.assert(
      fc.asyncProperty(anyStructure, anyPath, pieceSizes, async (text, path, sizes) => {
        expect(await split(text, path, sizes)).toEqual(await split(text, path));
      }),
      { numRuns: 400 },
    );
  });

  it('gives out every byte once', async () => {
    await fc.assert(
      fc.asyncProperty(anyStructure, anyPath, pieceSizes, async (text, path, sizes) => {
        expect((await split(text, path, sizes)).content.toString()).toBe(text);
      }),
    );
  });

  it('finds every record of well-formed documents, written in any way', async () => {
    const layout = fc.constantFrom(undefined, 1, 4, '\t');
    await fc.assert(
      fc.asyncProperty(anyRecords, layout, pieceSizes, async (records, indent, sizes) => {
        const wrapped = JSON.stringify(
          { before: [1, { a: 2 }], list: { items: records }, after: 'x' },
          null,
          indent,
        );
        const found = (await split(wrapped, ['list', 'items'], sizes)).texts.map((text) => JSON.parse(text));
        expect(found).toEqual(JSON.parse(JSON.stringify(records)));
      }),
    );
  });
});

describe('JSON Lines', () => {
  const lines = async (text: string, sizes: readonly number[] = WHOLE) =>
    splitInPieces(Buffer.from(text), sizes, new LineSplitter(START, 1));

  it('are one record per line, blank lines and blanks around them left out', async () => {
    const { texts, places } = await lines('{"a":1}\r\n\n  {"a":[{"b":2}]} \n{"a":3}');
    expect(texts).toEqual(['{"a":1}', '{"a":[{"b":2}]}', '{"a":3}']);
    expect(places.map((place) => place.line)).toEqual([1, 3, 4]);
  });

  it('are the same however the content arrives', async () => {
    await fc.assert(
      fc.asyncProperty(anyStructure, pieceSizes, async (text, sizes) => {
        expect(await lines(text, sizes)).toEqual(await lines(text));
      }),
    );
  });
});
