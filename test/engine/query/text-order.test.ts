import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextLoader } from '../../../electron/engine/query/loaded-texts.ts';

describe('the order of the texts of a column', () => {
  it('is by UTF-16 units, though it is found in UTF-8', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}') }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 2, maxLength: 12 }), (texts) => {
        const loader = new TextLoader();
        const codes = Uint8Array.from(texts.keys(), (at) => at + 1);
        loader.append(
          { column: { kind: 'dictionary', codes, texts }, skip: 0, count: texts.length },
          texts.length,
        );
        const view = loader.view();
        if (view === null) throw new Error('There are texts.');
        const inOrder = texts.toSorted((a, b) => view.compare(view.codeOf(a), view.codeOf(b)));
        expect(inOrder).toEqual(texts.toSorted((a, b) => (a < b ? -1 : Number(a !== b))));
      }),
    );
  });
});
