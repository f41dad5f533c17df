import { type JsonToken, jsonTokens } from './json-tokens.ts';

/** A line of JSON written out: how deep it is, and its tokens without the space around them. */
export interface JsonLine {
  readonly depth: number;
  readonly tokens: readonly JsonToken[];
}

const OPENING: ReadonlySet<string> = new Set(['{', '[']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']']);
const GAP: JsonToken = { kind: 'space', text: ' ' };

/**
 * JSON on lines, a member or element each, one after the other and only as far as they are asked for. Tokens stay as
 * they are written: numbers keep their digits, names that repeat are all there. (`JSON.stringify` changes both, and
 * indents ten thousand levels with a hundred million blanks.)
 */
export function* jsonLines(json: string): Generator<JsonLine> {
  let depth = 0;
  let line: JsonToken[] = [];
  let lineDepth = 0;
  let opened = false;
  const start = (): void => {
    line = [];
    lineDepth = depth;
  };
  for (const token of jsonTokens(json)) {
    if (token.kind === 'space') continue;
    if (token.kind === 'mark' && CLOSING.has(token.text)) {
      depth = Math.max(0, depth - 1);
      if (!opened) {
        if (line.length > 0) yield { depth: lineDepth, tokens: line };
        start();
      }
      line.push(token);
      opened = false;
      continue;
    }
    if (opened) {
      yield { depth: lineDepth, tokens: line };
      start();
      opened = false;
    }
    line.push(token);
    if (token.kind !== 'mark') continue;
    if (OPENING.has(token.text)) {
      depth += 1;
      opened = true;
    } else if (token.text === ',') {
      yield { depth: lineDepth, tokens: line };
      start();
    } else line.push(GAP);
  }
  if (line.length > 0) yield { depth: lineDepth, tokens: line };
}
