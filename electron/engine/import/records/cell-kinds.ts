import { isAbsent, looksLikeNumber } from '../normalise/numbers.ts';
import { looksLikeTime } from '../normalise/time-text.ts';

/**
 * What a cell looks like. `torn`: it begins or ends in the middle of something, as cells do where a file is cut at
 * the wrong marks.
 */
export type CellKind = 'empty' | 'number' | 'time' | 'address' | 'text' | 'torn';

/** Longer text is not a number, a time or an address. */
const LONGEST = 200;

const CLOCK = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?$/i;
const DATE = /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[- ][a-z]{3,9}(?:[- ]\d{2,4})?)$/i;
/** Web and mail addresses, IPv4, and ids such as 6ba7b810-9dad-11d1-80b4-00c04fd430c8. */
const ADDRESS =
  /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/\S+|[^\s@,;|"]+@[^\s@,;|"]+\.[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const MONEY = /^[-+(]?[$€£¥]?\s?[-+]?(?:\d+(?:[.,\u00a0' ]\d+)*|\.\d+)(?:e[-+]?\d+)?\s?[%$€£¥]?\)?$/i;

const MOST_REMEMBERED = 50_000;
const remembered = new Map<string, CellKind>();

/** What a cell looks like, by itself. */
export function kindOf(cell: string): CellKind {
  if (cell === '') return 'empty';
  if (cell.length > LONGEST) return judge(cell);
  const known = remembered.get(cell);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const kind = judge(cell);
  remembered.set(cell, kind);
  return kind;
}

/** Whether cells of a kind are so unlike text that a column of them can be told from its header. */
export function isStrict(kind: CellKind): boolean {
  return kind === 'number' || kind === 'time' || kind === 'address';
}

function judge(cell: string): CellKind {
  const text = cell.trim();
  if (text === '') return 'torn';
  if (text.length <= LONGEST) {
    const digit = /\d/.test(text);
    if (digit && (looksLikeNumber(text) || MONEY.test(text))) return lead(cell, 'number');
    if (digit && (CLOCK.test(text) || DATE.test(text) || looksLikeTime(text))) return lead(cell, 'time');
    if (ADDRESS.test(text)) return lead(cell, 'address');
    if (isAbsent(text)) return 'empty';
  }
  return lead(cell, isTorn(text) ? 'torn' : 'text');
}

/** A blank before a cell belongs to the delimiter. */
function lead(cell: string, kind: CellKind): CellKind {
  return cell.startsWith(' ') ? 'torn' : kind;
}

/** Half of a quotation, or marks that separate cells. JSON may hold them all. */
function isTorn(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if ((first === 123 && last === 125) || (first === 91 && last === 93)) return false;
  if (first === 34 || last === 34 || first === 39) return true;
  return /[;|\t]|,(?!\s)/.test(text) || /^(?:[,:)\]}]|\.\d)/.test(text);
}
