/** What a stretch of JSON is. `other` is what JSON does not have. */
export type JsonTokenKind = 'key' | 'string' | 'number' | 'literal' | 'mark' | 'space' | 'other';

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly text: string;
}

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /-?\d[\d.eE+-]*/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const COLON_AHEAD = /[ \t\r\n]*:/y;
const LITERALS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/**
 * JSON cut into its tokens, one after the other and only as far as they are asked for. Joined they are the text again,
 * whatever that is. Parsers that colour give trees or HTML, of all of the text at once; a record may have 16 MB.
 */
export function* jsonTokens(text: string): Generator<JsonToken> {
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    yield token;
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): JsonToken {
  const first = text.charAt(at);
  if (first === '"') {
    const end = stringEnd(text, at);
    const isKey = matchAt(COLON_AHEAD, text, end) !== null;
    return { kind: isKey ? 'key' : 'string', text: text.slice(at, end) };
  }
  if ('{}[],:'.includes(first)) return { kind: 'mark', text: first };
  const space = matchAt(SPACE, text, at);
  if (space !== null) return { kind: 'space', text: space };
  const number = matchAt(NUMBER, text, at);
  if (number !== null) return { kind: 'number', text: number };
  const word = matchAt(WORD, text, at);
  if (word !== null) return { kind: LITERALS.has(word) ? 'literal' : 'other', text: word };
  return { kind: 'other', text: first };
}

/** Where a string ends, behind its closing quote; the end of the text where it is not closed. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - backslashes - 1) === 0x5c && at - backslashes - 1 > from) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Whether a text is an object or a list in JSON. */
export function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // shown as the text it is
  }
}
