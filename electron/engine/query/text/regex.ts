import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { AppError } from '../../../../shared/errors.ts';

/** A compiled regular expression that takes time in proportion to the text, whatever the text and the expression. */
export interface Regex {
  /** Whether it is found anywhere in a text, ignoring case. */
  test(text: string): boolean;
}

/** Most instructions of a program: each may cost a step per character of text when the fast automaton gives up. */
const MAX_INSTRUCTIONS = 2_000;

/**
 * Compiles a regular expression of the syntax of RE2, ignoring case.
 * @throws BAD_ARGUMENT when it cannot be read or is too large; `details.position` and `details.length` are the
 * place in the pattern, in UTF-16 units, where that is known
 */
export function compileRegex(pattern: string): Regex {
  const regex = compile(pattern);
  if (regex.programSize() > MAX_INSTRUCTIONS) {
    throw new AppError(
      'BAD_ARGUMENT',
      `The regular expression ${shown(pattern)} is too large. Repeat less often, or less in each repetition.`,
    );
  }
  return regex;
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw unreadable(pattern, error);
    if (error instanceof RE2JSException) throw refused(pattern, error.message);
    throw error;
  }
}

function unreadable(pattern: string, error: RE2JSSyntaxException): AppError {
  const wrong = error.getPattern();
  const position = wrong === null || wrong === '' ? -1 : pattern.indexOf(wrong);
  // A part that stands there twice could be meant either time.
  const isKnown = position >= 0 && wrong !== null && pattern.indexOf(wrong, position + 1) < 0;
  if (!isKnown || wrong === pattern) return refused(pattern, error.getDescription());
  return refused(pattern, `${error.getDescription()} at character ${position + 1}, "${wrong}"`, {
    position,
    length: wrong.length,
  });
}

function refused(pattern: string, why: string, place?: { position: number; length: number }): AppError {
  const line = `The regular expression ${shown(pattern)} cannot be read: ${why}. A backslash takes a character literally.`;
  return new AppError('BAD_ARGUMENT', line.replace(/\s+/g, ' '), place);
}

/** A pattern as part of a line of text. */
function shown(pattern: string): string {
  return `/${pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern}/`;
}
