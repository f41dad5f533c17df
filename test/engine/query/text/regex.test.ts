import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from '../../../../electron/engine/query/text/regex.ts';
import { requiredLiteral } from '../../../../electron/engine/query/text/required-literal.ts';
import { textTests } from '../../../../electron/engine/query/text/text-test.ts';
import { AppError } from '../../../../shared/errors.ts';

/** The error a call throws. */
function refusal(call: () => unknown): AppError {
  try {
    call();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a regular expression', () => {
  it.each([
    ['gpt-\\d+', 'x GPT-4o', true],
    ['(?-i)gpt', 'GPT', false],
    ['^a.c$', 'abc', true],
    ['^a.c$', 'a\nc', false],
    ['(?s)^a.c$', 'a\nc', true],
    ['\\p{Greek}', 'Σ', true],
    ['k', '\u212A', true],
    ['\\bkey\\b', 'api key 1', true],
    ['\\bkey\\b', 'keys', false],
    ['😀{2}', '😀😀', true],
  ])('%s in %j → %s', (pattern, text, holds) => expect(compileRegex(pattern).test(text)).toBe(holds));

  it.each([
    ['ab[z-a]c', 'invalid character class range', 3, 3],
    ['a(?=b)', 'Perl syntax', 1, 3],
    ['x**', 'repetition', 1, 2],
    ['y\\8', 'invalid escape', 1, 2],
  ])('%s is refused with its place', (pattern, why, position, length) => {
    const error = refusal(() => compileRegex(pattern));
    expect(error.code).toBe('BAD_ARGUMENT');
    expect(error.message).toContain(why);
    expect(error.message).not.toContain('\n');
    expect(error.details).toEqual({ position, length });
  });

  it.each(['(', 'a)', '[', 'a\\', '(?P<n', 'a{1001}', '(\n'])('%j is refused in one line', (pattern) => {
    const error = refusal(() => compileRegex(pattern));
    expect(error.code).toBe('BAD_ARGUMENT');
    expect(error.message).not.toContain('\n');
  });

  it('is refused when it is too long or its program too large', () => {
    expect(refusal(() => compileRegex('(?:[a-z]{50}[0-9]{50}){20}')).message).toContain('too large');
    const long = {
      kind: 'text',
      field: null,
      pattern: 'a'.repeat(1_001),
      literal: false,
      regex: true,
    } as const;
    expect(refusal(() => textTests(long)).message).toContain('at most 1000');
  });
});

describe('the text an expression requires', () => {
  it.each([
    ['gpt-4o', 'gpt-4o'],
    ['^user\\.login$', 'user.login'],
    ['(tariq|mina)@northwind', '@northwind'],
    ['colou?r', 'colo'],
    ['ab*c', 'a'],
    ['x{2}yz', 'yz'],
    ['[abc]def', 'def'],
    ['[]a]bc', 'bc'],
    ['a|b', ''],
    ['ab\\d{3}cde', 'cde'],
    ['\\x41bc', ''],
    ['\\pLabc', ''],
    ['\\Qa|b\\E', ''],
    ['(a(b|c)[)])def', 'def'],
  ])('%s → %j', (pattern, literal) => expect(requiredLiteral(pattern)).toBe(literal));

  it('stands in whatever the expression finds, apart from case', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      'Ab',
      '.',
      '[ab]',
      '(a|b)',
      '(?:ab)+',
      'a*',
      'b?',
      'a{0,2}',
      '\\w',
      '\\.',
      '^',
      '$',
      '|',
    );
    const expressions = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', 'A', '.', 'ab'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(expressions, text, (pattern, sample) => {
        fc.pre(!/[*+?}][*+?{]|[\^$|][*+?{]|^[*+?{]/.test(pattern));
        if (!compileRegex(pattern).test(sample)) return;
        expect(sample.toLowerCase()).toContain(requiredLiteral(pattern).toLowerCase());
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('characters that ignoring case makes ASCII letters', () => {
  it('are those that a search doubts, and no others', () => {
    const doubts = textTests({ kind: 'text', field: null, pattern: 'x', literal: true }).text.doubts;
    const doubted = new Set(doubts.map((bytes) => Buffer.from(bytes).toString()));
    const ascii = compileRegex('[a-z0-9]');
    for (let code = 0x80; code <= 0x10_ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const char = String.fromCodePoint(code);
      if (/[\0-\x7f]/.test(char.toLowerCase()) || ascii.test(char)) expect(doubted).toContain(char);
    }
  });
});
