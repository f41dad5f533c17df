import type Database from 'better-sqlite3';
import { decimalText } from '../../electron/engine/query/nano-parts.ts';
import { numberOf } from '../../electron/engine/query/number-text.ts';
import { createMatcher, type Matcher, occursInJson } from '../../electron/engine/query/text-match.ts';
import { toIso } from '../../shared/time/format.ts';

/**
 * Registers on a connection what the compiled filters call:
 * - `tg_matches(pattern, literal, text)`: the pattern is the whole text
 * - `tg_contains(pattern, literal, extra, detail, changes, text…)`: it occurs in one of the texts, in a value of
 *   the extra columns, or in one of the two JSON fields
 * - `tg_number(text)`: the number a text is, else null
 * - `tg_decimal(whole, nano)`, `tg_instant(micros)`: numbers and instants as text
 */
export function registerFunctions(db: Database.Database): void {
  const pure = { deterministic: true } as const;
  db.function('tg_matches', pure, (pattern: string, literal: number, text: unknown) =>
    typeof text === 'string' ? Number(matcherOf(pattern, literal).matches(text)) : null,
  );
  db.function('tg_contains', { ...pure, varargs: true }, containsAny);
  db.function('tg_number', pure, (text: unknown) => (typeof text === 'string' ? numberOf(text) : null));
  db.function('tg_decimal', pure, (whole: number | null, nano: number | null) =>
    whole === null || nano === null ? null : decimalText(whole, nano),
  );
  db.function('tg_instant', pure, (micros: number | null) => (micros === null ? null : toIso(micros)));
}

function containsAny(pattern: string, literal: number, ...values: readonly unknown[]): number {
  const matcher = matcherOf(pattern, literal);
  const [extra, detail, changes, ...fields] = values;
  for (const field of fields) {
    if (typeof field === 'string' && matcher.contains(field)) return 1;
  }
  if (typeof detail === 'string' && occursInJson(matcher, detail)) return 1;
  if (typeof changes === 'string' && occursInJson(matcher, changes)) return 1;
  return typeof extra === 'string' && occursInExtra(matcher, extra) ? 1 : 0;
}

interface KnownMatcher {
  readonly pattern: string;
  readonly literal: number;
  readonly matcher: Matcher;
}

/** A statement compares every row with the same few patterns; the one just used comes first. */
const known: KnownMatcher[] = [];

function matcherOf(pattern: string, literal: number): Matcher {
  const at = known.findIndex((entry) => entry.pattern === pattern && entry.literal === literal);
  const entry = known[at] ?? { pattern, literal, matcher: createMatcher(pattern, literal === 1) };
  if (at !== 0) {
    if (at > 0) known.splice(at, 1);
    known.unshift(entry);
    if (known.length > 32) known.pop();
  }
  return entry.matcher;
}

/** Whether a pattern occurs in a value of the extra columns, given as the stored JSON object. */
function occursInExtra(matcher: Matcher, json: string): boolean {
  const values: unknown = JSON.parse(json);
  if (typeof values !== 'object' || values === null) return false;
  return Object.values(values).some((value) => value !== null && matcher.contains(String(value)));
}
