/**
 * Characters that show nothing, or change how their neighbours are shown or, on a terminal, what it does: controls,
 * bidirectional and other format characters, line and paragraph separators, lone surrogates, and everything Unicode
 * calls ignorable, apart from the two selectors that emoji carry.
 */
const UNSEEN = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text of a log with every unseen character made visible: controls as their pictures (ESC is `␛`), the others as
 * `⟨U+202E⟩`. The result is one line and safe to write to a terminal.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
