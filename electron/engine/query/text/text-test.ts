import { AppError } from '../../../../shared/errors.ts';
import { MAX_REGEX_LENGTH, type TextClause } from '../../../../shared/filter/filter.ts';
import { createMatcher, foldCase, longestPart, occursInJson } from '../text-match.ts';
import { compileRegex } from './regex.ts';
import { requiredLiteral } from './required-literal.ts';

/**
 * A text clause ready to be compared, with what lets a scan of bytes pass over most texts without decoding them.
 */
export interface TextTest {
  /** Whether a text matches. */
  holds(text: string): boolean;
  /**
   * ASCII text, lower case. What matches has it, ignoring the case of ASCII letters, or has one of
   * {@link doubts}. Null when no such text is known.
   */
  readonly required: string | null;
  /** Whether having {@link required} is enough to match. */
  readonly sufficient: boolean;
  /** UTF-8 of characters that a comparison may take for others; see {@link required}. */
  readonly doubts: readonly Uint8Array[];
  /** Any text that matches has this once its case is folded, unless it is JSON with escapes; null when unknown. */
  readonly folded: string | null;
}

/** The tests of one clause. */
export interface TextTests {
  /** For plain text. */
  readonly text: TextTest;
  /** For JSON, which is searched as written and with its escapes resolved. */
  readonly json: TextTest;
}

/** A literal longer than this is looked for by its beginning. */
const MAX_REQUIRED = 64;

/** Characters outside ASCII that ignoring case makes ASCII letters: Kelvin sign, dotted capital I, long s. */
const FOLDED_TO_ASCII = ['\u212A', '\u0130', '\u017F'].map((text) => new TextEncoder().encode(text));
const BACKSLASH = Uint8Array.of(0x5c);

/**
 * The tests of a clause that looks anywhere in a text (`field` null, or a regular expression), or compares the
 * whole value of a field.
 * @throws BAD_ARGUMENT for a regular expression that cannot be read or is too large
 */
export function textTests(clause: TextClause): TextTests {
  const plain = clause.regex === true ? regexTest(clause.pattern) : plainTest(clause);
  return { text: plain, json: clause.field === null || clause.regex === true ? jsonTest(plain) : plain };
}

function plainTest({ field, pattern, literal }: TextClause): TextTest {
  const matcher = createMatcher(pattern, literal);
  const needle = foldCase(pattern);
  const folded = matcher.wildcard ? longestPart(needle) : needle;
  const required = asciiPart(folded);
  return {
    holds: field === null ? matcher.contains : matcher.matches,
    required,
    sufficient: field === null && required === needle,
    doubts: FOLDED_TO_ASCII,
    folded: folded === '' ? null : folded,
  };
}

function regexTest(pattern: string): TextTest {
  if (pattern.length > MAX_REGEX_LENGTH) {
    throw new AppError(
      'BAD_ARGUMENT',
      `A regular expression has at most ${MAX_REGEX_LENGTH} characters, this one ${pattern.length}. Shorten it.`,
    );
  }
  const regex = compileRegex(pattern);
  return {
    holds: (text) => regex.test(text),
    required: asciiPart(requiredLiteral(pattern)),
    sufficient: false,
    doubts: FOLDED_TO_ASCII,
    folded: null,
  };
}

/** What is written with escapes may match without having the literal. */
function jsonTest(test: TextTest): TextTest {
  const matcher = { contains: test.holds };
  return {
    ...test,
    holds: (json) => occursInJson(matcher, json),
    doubts: [...test.doubts, BACKSLASH],
  };
}

/** The longest run of ASCII, in lower case; null when there is none. */
function asciiPart(literal: string): string | null {
  const runs = literal.match(/[\0-\x7f]+/g) ?? [];
  const longest = runs.reduce((known, run) => (run.length > known.length ? run : known), '');
  return longest === '' ? null : longest.slice(0, MAX_REQUIRED).toLowerCase();
}
