import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOfRecord } from '../../../electron/engine/import/records/csv-cells.ts';
import { type CsvDialect, CsvSplitter } from '../../../electron/engine/import/records/csv-splitter.ts';
import { pieceSizes, splitInPieces } from './pieces.ts';

const DIALECT: CsvDialect = { delimiter: ',', quote: '"', escape: 'doubled', newline: '\n' };
const START = { at: 0, line: 1 };

async function split(text: string, sizes: readonly number[] = [1_000_000], dialect = DIALECT) {
  return splitInPieces(Buffer.from(text), sizes, new CsvSplitter(dialect, START, 1));
}

async function cells(text: string): Promise<(readonly string[])[]> {
  return (await split(text)).texts.map((record) => cellsOfRecord(record, DIALECT));
}

describe('the grammar of RFC 4180', () => {
  it('keeps line ends, delimiters and doubled quotes inside quotes', async () => {
    expect(await cells('a,"b\nc","d,""e"""\nf,g,h\n')).toEqual([
      ['a', 'b\nc', 'd,"e"'],
      ['f', 'g', 'h'],
    ]);
  });

  it('takes CRLF, LF and a missing last line end', async () => {
    expect(await cells('a,b\r\nc,d\ne,f')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('passes over empty lines and counts them', async () => {
    const { places } = await split('a\n\n\nb\n');
    expect(places.map((place) => place.line)).toEqual([1, 4]);
  });

  it('counts the lines inside quoted cells', async () => {
    const { places } = await split('"a\n\nb",1\nc,2\n');
    expect(places.map((place) => place.line)).toEqual([1, 4]);
  });

  it('takes carriage returns alone where the file has nothing else', async () => {
    const { texts } = await split('a,b\rc,d\r', [3], { ...DIALECT, newline: '\r' });
    expect(texts).toEqual(['a,b', 'c,d']);
  });
});

describe('beyond the grammar', () => {
  it('takes a quote inside an unquoted cell literally', async () => {
    expect(await cells('5" disk,x\ny,z\n')).toEqual([
      ['5" disk', 'x'],
      ['y', 'z'],
    ]);
  });

  it('takes text behind a closing quote literally when the cell is on one line', async () => {
    expect(await cells('"a"b,c\nd,e\n')).toEqual([
      ['ab', 'c'],
      ['d', 'e'],
    ]);
  });

  it('rejects only the line of a quote that is never closed, and names its column', async () => {
    const { texts, failures, places } = await split('a,b\n1,"open\n2,"x"\n3,y\n');
    expect(texts).toEqual(['a,b', '1,"open', '2,"x"', '3,y']);
    expect(failures).toEqual([[1, { column: 3, reason: expect.stringContaining('never closed') }]]);
    expect(places.map((place) => place.line)).toEqual([1, 2, 3, 4]);
  });

  it('goes on behind an unclosed quote when nothing after it is quoted', async () => {
    const { texts, failures } = await split('1,"open\n2,x\n3,y');
    expect(texts).toEqual(['1,"open', '2,x', '3,y']);
    expect(failures.map(([index]) => index)).toEqual([0]);
  });

  it('says when the content ends inside a quoted cell', async () => {
    const { truncated, failures } = await split('a,b\n1,"cut off');
    expect(truncated).toBe(true);
    expect(failures.map(([index]) => index)).toEqual([1]);
  });
});

/** Text from the characters that matter, so that every state of the grammar is met. */
const anyText = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' '), maxLength: 120 });
const anyRows = fc.array(fc.array(fc.string({ maxLength: 12 }), { minLength: 2, maxLength: 4 }), {
  maxLength: 12,
});

describe('for any content', () => {
  it('gives the same records however the content arrives', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, pieceSizes, async (text, sizes) => {
        expect(await split(text, sizes)).toEqual(await split(text));
      }),
    );
  });

  it('gives out every byte once', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, pieceSizes, async (text, sizes) => {
        expect((await split(text, sizes)).content.toString()).toBe(text);
      }),
    );
  });

  it('finds records that do not overlap, in order, with nothing but line ends and empty cells between them', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const bytes = Buffer.from(text);
        const { places } = await split(text);
        let end = 0;
        for (const { byteOffset, byteLength } of places) {
          expect(bytes.subarray(end, byteOffset).toString()).toMatch(/^[\r\n", \t]*$/);
          end = byteOffset + byteLength;
        }
        expect(bytes.subarray(end).toString()).toMatch(/^[\r\n", \t]*$/);
      }),
    );
  });

  it('reads back the cells of any RFC 4180 writer', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, fc.constantFrom('\n', '\r\n'), fc.boolean(), async (rows, end, quoteAll) => {
        const written = rows.map((row) => row.map((cell) => quoted(cell, quoteAll)).join(',')).join(end);
        expect(await cells(written)).toEqual(rows.filter((row) => row.some((cell) => /[^\s",]/.test(cell))));
      }),
    );
  });
});

function quoted(cell: string, always: boolean): string {
  const needed = always || /[",\r\n]/.test(cell);
  return needed ? `"${cell.replaceAll('"', '""')}"` : cell;
}
