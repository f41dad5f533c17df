import type { Units } from './found-records.ts';
import { CHAR, isJsonBlank } from './json-scanner.ts';

/** What is known of a broken record, to recognise the next one by. */
export interface BrokenRecord {
  /** Blanks in front of it on its line; -1 when it does not start its line. */
  readonly indent: number;
  /** Its first unit. */
  readonly opener: number;
  /** Its first key, or that of the records before it: records of one log mostly start alike. */
  readonly firstKey: readonly number[] | null;
}

/** Where the search for the next record came to. */
export interface NextRecord {
  readonly found: boolean;
  /** Index of the next record, or from where to go on when there are more units. */
  readonly at: number;
  /** Line ends passed. */
  readonly lineFeeds: number;
  /** Blanks in front of the next record on its line; -1 when it does not start its line. */
  readonly indent: number;
}

/** How far behind a brace its first key is looked for. */
const KEY_REACH = 256;

/**
 * Finds where the record behind a broken one begins. Where records start their lines, that is the next line of
 * the same indentation with the same bracket, or a line of less indentation with a closing one; where they
 * follow each other on one line, the next object with the same first key.
 */
export function findNextRecord(units: Units, from: number, broken: BrokenRecord, final: boolean): NextRecord {
  return broken.indent >= 0 ? byIndent(units, from, broken) : byFirstKey(units, from, broken, final);
}

function byIndent(units: Units, from: number, broken: BrokenRecord): NextRecord {
  if (units[from] === broken.opener && indentAt(units, from) === broken.indent) {
    return { found: true, at: from, lineFeeds: 0, indent: broken.indent };
  }
  let lineFeeds = 0;
  let at = from;
  for (;;) {
    const lineEnd = units.indexOf(CHAR.lf, at);
    if (lineEnd < 0) return { found: false, at: units.length, lineFeeds, indent: -1 };
    let i = lineEnd + 1;
    while (i < units.length && (units[i] === CHAR.space || units[i] === CHAR.tab)) i += 1;
    if (i >= units.length) return { found: false, at: lineEnd, lineFeeds, indent: -1 };
    lineFeeds += 1;
    const indent = i - lineEnd - 1;
    const unit = units[i];
    const closes = unit === CHAR.closeArray || unit === CHAR.closeObject;
    if ((indent === broken.indent && unit === broken.opener) || (indent < broken.indent && closes)) {
      return { found: true, at: i, lineFeeds, indent };
    }
    at = i;
  }
}

/** Blanks between the start of the line and an index; -1 when something else is there. */
function indentAt(units: Units, at: number): number {
  let i = at;
  while (i > 0 && (units[i - 1] === CHAR.space || units[i - 1] === CHAR.tab)) i -= 1;
  return i > 0 && units[i - 1] === CHAR.lf ? at - i : -1;
}

function byFirstKey(units: Units, from: number, broken: BrokenRecord, final: boolean): NextRecord {
  let lineFeeds = 0;
  for (let i = from; i < units.length; i += 1) {
    const unit = units[i];
    if (unit === CHAR.lf) lineFeeds += 1;
    if (unit !== CHAR.openObject) continue;
    if (!final && units.length - i < KEY_REACH) return { found: false, at: i, lineFeeds, indent: -1 };
    const key = firstKeyOf(units, i);
    if (key !== null && (broken.firstKey === null || sameKey(key, broken.firstKey))) {
      return { found: true, at: i, lineFeeds, indent: -1 };
    }
  }
  return { found: false, at: units.length, lineFeeds, indent: -1 };
}

/** Units of the first key of the object that begins at an index; null when no key can be read there. */
export function firstKeyOf(units: Units, at: number): readonly number[] | null {
  if (units[at] !== CHAR.openObject) return null;
  let i = at + 1;
  const end = Math.min(units.length, at + KEY_REACH);
  while (i < end && isJsonBlank(units[i])) i += 1;
  if (units[i] !== CHAR.quote) return null;
  const close = units.indexOf(CHAR.quote, i + 1);
  return close < 0 || close >= end ? null : [...units.subarray(i + 1, close)];
}

function sameKey(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((unit, index) => unit === b[index]);
}
