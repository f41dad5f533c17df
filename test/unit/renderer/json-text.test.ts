import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLines } from '../../../renderer/detail/json/json-lines.ts';
import { jsonTokens } from '../../../renderer/detail/json/json-tokens.ts';
import { textChunks } from '../../../renderer/ui/text-chunks.ts';

const written = (json: string): string =>
  [...jsonLines(json)]
    .map(({ depth, tokens }) => '  '.repeat(depth) + tokens.map(({ text }) => text).join(''))
    .join('\n');

describe('JSON in colours', () => {
  it('is the same text, whatever it is', () => {
    const jsonLike = fc.string({
      unit: fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '1',
        '-',
        'e',
        'true',
        'null',
        ' ',
        '\n',
        'é',
        '😀',
        '\u0000',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(jsonLike, fc.string(), fc.json()), (text) => {
        expect([...jsonTokens(text)].map((token) => token.text).join('')).toBe(text);
      }),
    );
  });

  it('tells names from values', () => {
    const kinds = [...jsonTokens('{"a\\"b" : ["c", -1.5e3, true, null, oops]}')]
      .filter(({ kind }) => kind !== 'space' && kind !== 'mark')
      .map(({ kind, text }) => [kind, text]);
    expect(kinds).toEqual([
      ['key', '"a\\"b"'],
      ['string', '"c"'],
      ['number', '-1.5e3'],
      ['literal', 'true'],
      ['literal', 'null'],
      ['other', 'oops'],
    ]);
  });
});

describe('JSON on lines', () => {
  it('is what JSON.stringify writes, where that changes nothing', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(written(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('keeps digits, escapes and names that repeat', () => {
    expect(written('{"n":12345678901234567890.10,"a":1,"a":"\\u0041"}')).toBe(
      '{\n  "n": 12345678901234567890.10,\n  "a": 1,\n  "a": "\\u0041"\n}',
    );
  });

  it('is read no further than it is shown: ten thousand levels cost what is looked at', () => {
    const lines = jsonLines('['.repeat(10_000) + ']'.repeat(10_000));
    expect(lines.next().value).toMatchObject({ depth: 0 });
    expect(lines.next().value).toMatchObject({ depth: 1 });
  });
});

describe('text in chunks', () => {
  it('is the same text, no character cut in half, no chunk much longer than asked for', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '😀', '\ud83d', 'é'), maxLength: 80 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.integer({ min: 1, max: 20 }), (texts, size) => {
        const chunks = [
          ...textChunks(
            texts.map((part) => ({ kind: 'text', text: part })),
            size,
            size * 2,
          ),
        ];
        const parts = chunks.map(({ pieces }) => pieces.map((piece) => piece.text).join(''));
        expect(parts.join('')).toBe(texts.join(''));
        parts.forEach((part, at) => {
          expect(part.length).toBeLessThanOrEqual((at === 0 ? size : size * 2) + 1);
        });
        for (const { pieces } of chunks) {
          for (const piece of pieces) {
            if (texts.every((whole) => whole.isWellFormed())) expect(piece.text.isWellFormed()).toBe(true);
          }
        }
      }),
    );
  });

  it('ends with lines where there are any, and says where it does not', () => {
    const cuts = (text: string) => [...textChunks([{ kind: 'text', text }], 10, 10)].map(({ cut }) => cut);
    expect(cuts('12345678\n12345678\n')).toEqual([false, false]);
    expect(cuts('1234567890123')).toEqual([true, false]);
  });
});
