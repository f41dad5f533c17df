import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../shared/text/visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['plain text, äöü, 日本語, ❤️', 'plain text, äöü, 日本語, ❤️'],
    ['\x1b]0;title\x07\x1b[2J', '␛]0;title␇␛[2J'],
    ['a\r\nb\tc\0', 'a␍␊b␉c␀'],
    ['\x7f\x9b31m', '␡⟨U+009B⟩31m'],
    ['invoice\u202efdp.exe', 'invoice⟨U+202E⟩fdp.exe'],
    ['a\u200bb\ufeffc\u2028d\u3164e', 'a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+2028⟩d⟨U+3164⟩e'],
    ['\u{e0041}', '⟨U+E0041⟩'],
    ['lone \ud800', 'lone ⟨U+D800⟩'],
    [`e${'\u0301'.repeat(6)}`, `e${'\u0301'.repeat(6)}`],
    [`e${'\u0301'.repeat(8)}x`, `e${'\u0301'.repeat(6)}⟨U+0301⟩⟨U+0301⟩x`],
  ])('shows %j as %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('leaves nothing that a terminal or a bidirectional layout would act on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
