/**
 * Characters that show nothing, or change how their neighbours are shown or, on a terminal, what it does: controls,
 * bidirectional and other format characters, line and paragraph separators, lone surrogates, and everything Unicode
 * calls ignorable, apart from the two selectors that emoji carry. And marks beyond the sixth on one character: no script
 * stacks as many, and a stack can neither be read nor broken over lines.
 */
const UNSEEN =
  /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]|\p{M}(?<=\p{M}{7})/gu;

/** A stretch of a text. `unseen` is the code point a stretch stands for; null for ordinary text. */
export interface VisiblePart {
  readonly text: string;
  readonly unseen: number | null;
}

/**
 * Text of a log in stretches, every unseen character made visible: controls as their pictures (ESC is `␛`), the
 * others as `⟨U+202E⟩`.
 *
 * @param keepLines leaves line feeds and tabs as they are, for text that is shown as a block
 */
export function visibleParts(text: string, keepLines = false): readonly VisiblePart[] {
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const code = match[0].codePointAt(0) ?? 0;
    if (keepLines && (code === 0x0a || code === 0x09)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), unseen: null });
    parts.push({ text: pictureOf(code), unseen: code });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), unseen: null });
  return parts;
}

/**
 * Text of a log with every unseen character made visible, as {@link visibleParts} does. The result is one line and
 * safe to write to a terminal.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => pictureOf(character.codePointAt(0) ?? 0));
}

function pictureOf(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
