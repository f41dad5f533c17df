import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextLoader } from '../../../electron/engine/query/loaded-texts.ts';
import { ranksOfTexts } from '../../../electron/engine/query/text-ranks.ts';

const quiet = { throwIfCancelled: () => undefined };

/** The texts in the order of their ranks. */
function ranked(texts: readonly string[], numeric: boolean): string[] {
  const loader = new TextLoader();
  const codes = Uint32Array.from(texts.keys(), (index) => index + 1);
  loader.append({ column: { kind: 'dictionary', codes, texts }, skip: 0, count: texts.length }, texts.length);
  const column = loader.view();
  if (column === null) return [];
  const ranks = ranksOfTexts(column, numeric, quiet);
  expect(ranks[0]).toBe(0);
  const ordered: string[] = [];
  for (let code = 1; code <= column.size; code += 1) ordered[(ranks[code] ?? 0) - 1] = column.text(code);
  return ordered;
}

const folded = (text: string) => Buffer.from(text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
const compareText = (x: string, y: string) =>
  Buffer.compare(folded(x), folded(y)) || Buffer.compare(Buffer.from(x), Buffer.from(y));

describe('the order of texts', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('a', 'A', 'b', '\0', 'é', '😀', '\uFFFD'), maxLength: 12 }),
  );
  // Beginnings longer than what is compared at a time, up to beyond what is compared step by step.
  const beginning = fc.constantFrom('', 'request-0000-', 'REQUEST-0000-', 'x'.repeat(600), '\0'.repeat(9));
  const list = (minLength: number) =>
    fc.uniqueArray(
      fc.tuple(beginning, anyText).map((parts) => parts.join('').toWellFormed()),
      { minLength, maxLength: minLength + 20 },
    );

  it('ignores the case of ASCII letters, then goes by bytes', () => {
    fc.assert(
      fc.property(list(1), (texts) => {
        expect(ranked(texts, false)).toEqual(texts.toSorted(compareText));
      }),
    );
  });

  it('is the same for many texts', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('', 'id-', 'same beginning of all '), (seed, start) => {
        const texts = new Set<string>();
        let state = seed >>> 0;
        for (let row = 0; row < 3_000; row += 1) {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          const end = state.toString(row % 3 === 0 ? 2 : 36);
          texts.add(start + (row % 2 === 0 ? end.toUpperCase() : end));
        }
        const distinct = [...texts];
        expect(ranked(distinct, false)).toEqual(distinct.toSorted(compareText));
      }),
      { numRuns: 12 },
    );
  });

  it('of a column of a file puts numbers first, by their value', () => {
    expect(ranked(['x', '10', '9', '-1', '1e1', 'A', '0', '-0', ' 2 ', '1_0', '9.5'], true)).toEqual([
      '-1',
      '-0',
      '0',
      ' 2 ',
      '9',
      '9.5',
      '10',
      '1e1',
      '1_0',
      'A',
      'x',
    ]);
  });
});
