import { type FieldRef, parseFieldRef } from '../domain/field-ref.ts';
import { foldFacet } from './facet-fold.ts';
import type { Clause, FacetClause, GroupClause } from './filter.ts';
import { holdsNumbers, resolveWrittenName } from './written-names.ts';
import { Scanner } from './written-scanner.ts';
import { parseRegex, parseValue, textOf } from './written-values.ts';

/** Longest written form that is read, in UTF-16 units. */
export const MAX_WRITTEN_LENGTH = 1_000_000;

/** Deepest nesting of groups and negations, here and wherever clauses are walked. */
export const MAX_CLAUSE_DEPTH = 100;

/**
 * Reads the written form into clauses that are joined by AND.
 *
 * ```
 * query   := [ or ]
 * or      := and { "OR" and }
 * and     := unary { [ "AND" ] unary }
 * unary   := ( "-" | "NOT" ) unary | primary
 * primary := "(" or ")" | field ":" value | field ":" "(" or ")" | '"phrase"' | "/regex/" | word | "*:*"
 * field   := name | '"any name"'
 * value   := "null" | '"exact"' | "/regex/" | word | ( ">" | ">=" | "<" | "<=" ) bound
 *          | ( "[" | "{" ) bound "TO" bound ( "]" | "}" )
 * bound   := number | time | '"…"' | "*"
 * ```
 * Inside `field:( … )` every value belongs to the field. A word ends at a space, a parenthesis or a quotation
 * mark; a backslash takes the next character literally. Quoted values are compared exactly, words ignore case
 * and know `*` and `?`. A regular expression ends at a slash with a space, a closing parenthesis or nothing behind
 * it, so that `/v1/chat` is a word; `\/` is a slash in it, and `\/tmp/` a word. A time is an ISO 8601 instant or a
 * date, which stands for its whole UTC day.
 *
 * @throws BAD_QUERY with `details.position` and `details.length` in UTF-16 units
 */
export function parseWritten(text: string): Clause[] {
  const scanner = new Scanner(text);
  if (text.length > MAX_WRITTEN_LENGTH) {
    throw scanner.failure(`A query has at most ${MAX_WRITTEN_LENGTH} characters.`, MAX_WRITTEN_LENGTH);
  }
  scanner.skipSpace();
  if (scanner.peek() === '') return [];
  const { clause, enclosed } = new WrittenParser(scanner).or(null);
  if (scanner.peek() !== '') throw scanner.failure('There is no "(" for this ")".');
  return clause.kind === 'group' && clause.op === 'and' && !enclosed ? clause.clauses : [clause];
}

/** A clause and whether parentheses stand around it, which decides how NOT and the top level take it. */
interface Parsed {
  readonly clause: Clause;
  readonly enclosed: boolean;
}

/** One function per rule of the grammar. `field` is set inside `field:( … )`. */
class WrittenParser {
  readonly #scanner: Scanner;
  #depth = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  or(field: FieldRef | null): Parsed {
    const parts = [this.#and(field)];
    while (this.#scanner.eatKeyword('OR')) {
      this.#scanner.skipSpace();
      parts.push(this.#and(field));
    }
    return combined('or', parts);
  }

  #and(field: FieldRef | null): Parsed {
    const scanner = this.#scanner;
    const parts = [this.#unary(field)];
    for (;;) {
      scanner.skipSpace();
      if (scanner.peek() === '' || scanner.peek() === ')') break;
      const beforeWord = scanner.position;
      if (scanner.eatKeyword('OR')) {
        scanner.position = beforeWord;
        break;
      }
      if (scanner.eatKeyword('AND')) scanner.skipSpace();
      parts.push(this.#unary(field));
    }
    return combined('and', parts);
  }

  #unary(field: FieldRef | null): Parsed {
    const scanner = this.#scanner;
    if (!this.#atNegation(field)) return this.#primary(field);
    scanner.position += scanner.peek() === '-' ? 1 : 'NOT'.length;
    scanner.skipSpace();
    return this.#nested(() => ({ clause: negated(this.#unary(field)), enclosed: false }));
  }

  /** NOT, or a minus that stands directly before something; before a digit of a field group it is a sign. */
  #atNegation(field: FieldRef | null): boolean {
    const { text, position } = this.#scanner;
    if (this.#scanner.peek() === '-') {
      const after = text.charAt(position + 1);
      const isSign = field !== null && holdsNumbers(field) && /[\d.]/.test(after);
      return after !== '' && !/\s|\)/.test(after) && !isSign;
    }
    const found = this.#scanner.eatKeyword('NOT');
    this.#scanner.position = position;
    return found;
  }

  #primary(field: FieldRef | null): Parsed {
    const scanner = this.#scanner;
    const start = scanner.position;
    this.#expectTerm();
    if (scanner.eat('(')) {
      const { clause } = this.#nested(() => this.#group(field, start));
      return { clause, enclosed: true };
    }
    if (field !== null) return this.#ended(parseValue(scanner, field), start);
    if (scanner.peek() === '"') return this.#quotedTerm(start);
    const regex = parseRegex(scanner, null);
    return regex === null ? this.#wordTerm(start) : this.#ended(regex, start);
  }

  #expectTerm(): void {
    const scanner = this.#scanner;
    const start = scanner.position;
    if (scanner.peek() === '') throw scanner.failure('The query ends where a word or field was expected.');
    if (scanner.peek() === ')') throw scanner.failure('Expected a word or field before ")".');
    for (const keyword of ['AND', 'OR']) {
      if (scanner.eatKeyword(keyword)) {
        throw scanner.failure(`Expected a word or field before ${keyword}.`, start, keyword.length);
      }
    }
  }

  #group(field: FieldRef | null, open: number): Parsed {
    const scanner = this.#scanner;
    scanner.skipSpace();
    const inner = this.or(field);
    if (!scanner.eat(')')) throw scanner.failure('The "(" here is never closed.', open);
    return inner;
  }

  #quotedTerm(start: number): Parsed {
    const scanner = this.#scanner;
    const text = scanner.quoted();
    if (scanner.eat(':')) {
      if (text === '') throw scanner.failure('The field name is empty.', start, 2);
      return this.#fieldTerm(text, start);
    }
    if (text === '') throw scanner.failure('There is nothing between the quotation marks.', start, 2);
    return this.#ended({ kind: 'text', field: null, pattern: text, literal: true }, start);
  }

  #wordTerm(start: number): Parsed {
    const scanner = this.#scanner;
    const word = scanner.word(':');
    if (scanner.peek() !== ':') return this.#ended(textOf(scanner, word, null), start);
    if (scanner.startsWith('://') && parseFieldRef(resolveWrittenName(word.text)).kind === 'extra') {
      scanner.position = start;
      return this.#ended(textOf(scanner, scanner.word(''), null), start);
    }
    scanner.position += 1;
    if (word.written === '*' && scanner.eat('*')) {
      return { ...this.#ended({ kind: 'group', op: 'and', clauses: [] }, start), enclosed: true };
    }
    if (word.text === '') throw scanner.failure('Expected a field name before ":".', start);
    if (word.wildcard) {
      throw scanner.failure('A field name cannot have wildcards.', start, word.written.length);
    }
    return this.#fieldTerm(resolveWrittenName(word.text), start);
  }

  /** What follows `field:`. A field group that only names values becomes one facet clause. */
  #fieldTerm(field: FieldRef, start: number): Parsed {
    const scanner = this.#scanner;
    const open = scanner.position;
    if (!scanner.eat('(')) return this.#ended(parseValue(scanner, field), start);
    const { clause } = this.#nested(() => this.#group(field, open));
    const facet = foldFacet(clause);
    return facet === null ? { clause, enclosed: true } : { clause: facet, enclosed: false };
  }

  /** A term is followed by a space, a closing parenthesis or the end. */
  #ended(clause: Clause, start: number): Parsed {
    const scanner = this.#scanner;
    if (!scanner.atBoundary()) {
      throw scanner.failure(
        `Expected a space before ${scanner.peek()}. Put text with such characters in quotation marks.`,
        scanner.position,
      );
    }
    if (scanner.position === start) throw scanner.failure('Expected a word or field.');
    return { clause, enclosed: false };
  }

  #nested(parse: () => Parsed): Parsed {
    this.#depth += 1;
    if (this.#depth > MAX_CLAUSE_DEPTH) {
      throw this.#scanner.failure(`Parentheses and negations nest at most ${MAX_CLAUSE_DEPTH} deep.`);
    }
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }
}

function combined(op: 'and' | 'or', parts: readonly Parsed[]): Parsed {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { clause: { kind: 'group', op, clauses: parts.map((part) => part.clause) }, enclosed: false };
}

/** `-field:"x"` excludes a value; anything else is wrapped, a conjunction without a second layer. */
function negated({ clause, enclosed }: Parsed): FacetClause | GroupClause {
  if (clause.kind === 'facet' && !enclosed && clause.include.length > 0 && clause.exclude.length === 0) {
    return { ...clause, include: [], exclude: clause.include };
  }
  const clauses = clause.kind === 'group' && clause.op === 'and' ? clause.clauses : [clause];
  return { kind: 'group', op: 'not', clauses };
}
