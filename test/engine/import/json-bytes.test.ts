import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JsonBytes } from '../../../electron/engine/import/parse/json-bytes.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '"', '\\', '\ud83d', '\ude00', '≤', '\t', '\u2028', ' ') }),
);

it('parts that are added one after the other are the JSON text of all of them together, or are refused', () => {
  fc.assert(
    fc.property(fc.array(texts), (parts) => {
      const bytes = new JsonBytes();
      const added = parts.filter((part) => {
        const before = bytes.length;
        const plain = Buffer.from(part);
        const isIn = bytes.addPlainBytes(plain, 0, plain.length) || bytes.addPart(part);
        if (!isIn) expect(bytes.length).toBe(before);
        return isIn;
      });
      const written = Buffer.from(bytes.bytes.subarray(0, bytes.length)).toString();
      expect(`"${written}"`).toBe(JSON.stringify(added.join('')));
    }),
  );
  const odd = new JsonBytes();
  expect(['\ud83d', '\ude00', 'a\tb'].map((part) => odd.addPart(part))).toEqual([false, false, false]);
  expect(['a', '≤ 200k', '"\\', '😀', ''].map((part) => odd.addPart(part))).toEqual(Array(5).fill(true));
});
