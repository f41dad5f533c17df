import { AppError } from '../errors.ts';

/** A run of characters without quotes; a backslash takes the next character literally. */
export interface Word {
  readonly text: string;
  /** As written, with its backslashes. */
  readonly written: string;
  /** Whether `*` or `?` stands unescaped in it. */
  readonly wildcard: boolean;
  /** Whether `*` or `?` stands escaped in it. */
  readonly literalWildcard: boolean;
  readonly position: number;
}

const SPACE = /\s/;

/** Reads the written form character by character; every complaint names its place. */
export class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next character; empty at the end. */
  peek(): string {
    return this.text.charAt(this.position);
  }

  startsWith(token: string): boolean {
    return this.text.startsWith(token, this.position);
  }

  skipSpace(): void {
    while (SPACE.test(this.peek())) this.position += 1;
  }

  /** Takes a token when it comes next. */
  eat(token: string): boolean {
    if (!this.startsWith(token)) return false;
    this.position += token.length;
    return true;
  }

  /** Takes an upper-case word such as AND when it comes next and stands alone. */
  eatKeyword(keyword: string): boolean {
    if (!this.startsWith(keyword)) return false;
    const after = this.text.charAt(this.position + keyword.length);
    if (after !== '' && after !== '(' && after !== ')' && !SPACE.test(after)) return false;
    this.position += keyword.length;
    return true;
  }

  /** Whether a space, a parenthesis or the end comes next. */
  atBoundary(): boolean {
    const next = this.peek();
    return next === '' || next === ')' || SPACE.test(next);
  }

  /** Reads `"…"`, in which `\"` and `\\` stand for themselves. */
  quoted(): string {
    const start = this.position;
    this.position += 1;
    let text = '';
    for (;;) {
      const next = this.peek();
      if (next === '') throw this.failure('The quotation mark here is never closed.', start, 1);
      this.position += 1;
      if (next === '"') return text;
      text += next === '\\' ? this.escaped() : next;
    }
  }

  /** Reads a word up to a space, parenthesis, quotation mark or one of `stops`. May be empty. */
  word(stops: string): Word {
    const start = this.position;
    let text = '';
    let wildcard = false;
    let literalWildcard = false;
    for (;;) {
      const next = this.peek();
      if (next === '' || SPACE.test(next) || '()"'.includes(next) || stops.includes(next)) break;
      this.position += 1;
      if (next === '\\') {
        const literal = this.escaped();
        literalWildcard ||= literal === '*' || literal === '?';
        text += literal;
      } else {
        wildcard ||= next === '*' || next === '?';
        text += next;
      }
    }
    const written = this.text.slice(start, this.position);
    return { text, written, wildcard, literalWildcard, position: start };
  }

  /**
   * Reads `/…/`, a regular expression, when that and then a boundary come next; null, and nothing is read, for
   * any other text that begins with a slash, such as a path. `\/` stands for a slash; every other backslash
   * belongs to the expression.
   */
  regex(): string | null {
    const start = this.position;
    this.position += 1;
    let pattern = '';
    for (;;) {
      const next = this.peek();
      this.position += 1;
      if (next === '/' && pattern !== '' && this.atBoundary()) return pattern;
      if (next === '/' || next === '') {
        this.position = start;
        return null;
      }
      const escaped = next === '\\' ? this.peek() : '';
      this.position += escaped.length;
      pattern += escaped === '/' ? escaped : next + escaped;
    }
  }

  private escaped(): string {
    const next = this.peek();
    if (next === '') throw this.failure('Nothing follows the backslash.', this.position - 1, 1);
    this.position += 1;
    return next;
  }

  /** The error for a place; without one, for what comes next. */
  failure(message: string, position = this.position, length = 1): AppError {
    return new AppError('BAD_QUERY', `${message} (character ${position + 1} of the query)`, {
      position,
      length: Math.max(0, Math.min(length, this.text.length - position)),
    });
  }
}
