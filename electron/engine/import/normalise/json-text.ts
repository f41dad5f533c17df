import { TapeContainer } from '../records/tape-record.ts';

/** A JSON value as the text of a cell: strings as they are, all others as JSON. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof TapeContainer ? value.json() : JSON.stringify(value);
}

/** A number that a double may change: many digits, or an exponent that may be beyond its range. */
const ODD_NUMBER = /(?:^|[:[,])\s*-?(?:[\d.]{16}|[\d.]+[eE][+-]?\d{3})/;

/**
 * `JSON.parse`, except that a number that a double would change is kept as the text it was, so that ids of 64
 * bits survive.
 * @param onKept told of every such number
 * @throws SyntaxError
 */
export function parseJson(text: string, onKept: () => void = () => undefined): unknown {
  if (!ODD_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || isExact(value, source)) return value;
    onKept();
    return source;
  });
}

/** Whether a double says what the text of a number says. The text is the third argument of a reviver in ES2026. */
function isExact(value: number, source: string): boolean {
  if (String(value) === source) return true;
  if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(source.replace(/e.*/i, '')))) return false;
  const digits = source.replace(/e.*/i, '').replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.replace(source.includes('.') ? /0+$/ : /$^/, '').length < 16;
}
