import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterName, characterSign } from '../../../renderer/ui/character-names.ts';
import { visibleParts, visibleText } from '../../../shared/text/visible-text.ts';

describe('text of a log on screen', () => {
  it('loses nothing and says the same as everywhere else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const parts = visibleParts(text);
        expect(parts.map((part) => part.text).join('')).toBe(visibleText(text));
        const back = parts.map(({ text: shown, unseen }) =>
          unseen === null ? shown : String.fromCodePoint(unseen),
        );
        expect(back.join('')).toBe(text);
      }),
    );
  });

  it('keeps lines and tabs of a block, and nothing else', () => {
    expect(visibleParts('a\n\tb\r\u202e', true).filter(({ unseen }) => unseen !== null)).toHaveLength(2);
  });

  it('names what it shows in letters every font has', () => {
    expect([0x1b, 0x0a, 0x7f, 0x202e, 0xe0041].map(characterSign)).toEqual([
      'ESC',
      'LF',
      'DEL',
      'U+202E',
      'U+E0041',
    ]);
    expect(characterName(0x202e)).toBe('U+202E right-to-left override');
    expect(characterName(0x2061)).toBe('U+2061');
  });
});
