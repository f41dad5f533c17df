/** A JSON value as the text of a cell: strings as they are, all others as JSON. */
export function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Digits beyond what a double holds. */
const LONG_NUMBER = /\d{16}/;

/**
 * `JSON.parse`, except that a number that a double would change is kept as the text it was, so that ids of 64
 * bits survive.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text, keepLongNumber);
}

/** The third argument is the source text of a primitive (ECMAScript "JSON.parse source text access"). */
function keepLongNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  return String(value) === source || !LONG_NUMBER.test(source) ? value : source;
}
