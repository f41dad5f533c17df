import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { Clause } from '../../../shared/filter/filter.ts';
import { parseWritten, printWritten } from '../../../shared/filter/written.ts';
import { anyClause, hostileText } from './clause-arbitrary.ts';
import { normalForms } from './normal-form.ts';

const facet = (field: string, include: (string | null)[], exclude: (string | null)[] = []): Clause => ({
  kind: 'facet',
  field,
  include,
  exclude,
});
const text = (field: string | null, pattern: string, literal = false): Clause => ({
  kind: 'text',
  field,
  pattern,
  literal,
});
const regex = (field: string | null, pattern: string): Clause => ({
  kind: 'text',
  field,
  pattern,
  literal: false,
  regex: true,
});
const range = (field: string, min: [number, boolean] | null, max: [number, boolean] | null): Clause => ({
  kind: 'range',
  field,
  min: min === null ? null : { value: min[0], inclusive: min[1] },
  max: max === null ? null : { value: max[0], inclusive: max[1] },
});
const group = (op: 'and' | 'or' | 'not', ...clauses: Clause[]): Clause => ({ kind: 'group', op, clauses });
const at = (iso: string): number => Date.parse(iso) * 1_000;

describe('what is written is read as', () => {
  const cases: [string, Clause[]][] = [
    ['', []],
    ['   ', []],
    ['gpt-4o', [text(null, 'gpt-4o')]],
    ['dana reyes', [text(null, 'dana'), text(null, 'reyes')]],
    ['"dana reyes"', [text(null, 'dana reyes', true)]],
    ['a*c', [text(null, 'a*c')]],
    ['a\\*c', [text(null, 'a*c', true)]],
    ['https://x.example/y', [text(null, 'https://x.example/y')]],
    ['model:gpt-4o', [text('model', 'gpt-4o')]],
    ['model:"gpt-4o"', [facet('model', ['gpt-4o'])]],
    ['model:"say \\"hi\\" \\\\ there"', [facet('model', ['say "hi" \\ there'])]],
    ['model:null', [facet('model', [null])]],
    ['model:"null"', [facet('model', ['null'])]],
    ['model:gpt*', [text('model', 'gpt*')]],
    ['model:*', [text('model', '*')]],
    ['-model:"gpt-4o"', [facet('model', [], ['gpt-4o'])]],
    ['NOT model:"gpt-4o"', [facet('model', [], ['gpt-4o'])]],
    ['-(model:"gpt-4o")', [group('not', facet('model', ['gpt-4o']))]],
    ['-dana', [group('not', text(null, 'dana'))]],
    ['ip:10.0.0.1', [text('ip', '10.0.0.1')]],
    ['ip:::1', [text('ip', '::1')]],
    ['ip:(10.* -10.0.0.1)', [group('and', text('ip', '10.*'), group('not', text('ip', '10.0.0.1')))]],
    ['credits:10', [range('credits', [10, true], [10, true])]],
    ['credits:-5', [range('credits', [-5, true], [-5, true])]],
    ['credits:>10', [range('credits', [10, false], null)]],
    ['credits:>= 10', [range('credits', [10, true], null)]],
    ['credits:<1e3', [range('credits', null, [1000, false])]],
    ['credits:<=.5', [range('credits', null, [0.5, true])]],
    ['credits:[1 TO 5]', [range('credits', [1, true], [5, true])]],
    ['credits:{1 TO 5]', [range('credits', [1, false], [5, true])]],
    ['credits:[1 TO 5}', [range('credits', [1, true], [5, false])]],
    ['credits:[* TO 5]', [range('credits', null, [5, true])]],
    ['credits:*', [range('credits', null, null)]],
    [
      'credits:(-5 OR 3)',
      [group('or', range('credits', [-5, true], [-5, true]), range('credits', [3, true], [3, true]))],
    ],
    ['time:>2026-10-30T14:05:11Z', [range('time', [at('2026-10-30T14:05:11Z'), false], null)]],
    ['time:2026-10-30', [range('time', [at('2026-10-30'), true], [at('2026-10-31'), false])]],
    ['time:>2026-10-30', [range('time', [at('2026-10-31'), true], null)]],
    ['time:<=2026-10-30', [range('time', null, [at('2026-10-31'), false])]],
    ['time:[2026-10-01 TO 2026-10-30]', [range('time', [at('2026-10-01'), true], [at('2026-10-31'), false])]],
    ['time:{2026-10-01 TO 2026-10-30}', [range('time', [at('2026-10-02'), true], [at('2026-10-30'), false])]],
    ['byok:true', [facet('byok', ['true'])]],
    ['byok:No', [facet('byok', ['false'])]],
    ['-byok:null', [facet('byok', [], [null])]],
    [
      'INPUTTOKENS:>5 workspace:"Red"',
      [range('inputTokens', [5, false], null), facet('workspaceName', ['Red'])],
    ],
    ['extra.Score:>5', [range('extra.Score', [5, false], null)]],
    ['extra.Score:5', [text('extra.Score', '5')]],
    ['"User ID":x', [text('User ID', 'x')]],
    ['"time":2026-10-30', [range('time', [at('2026-10-30'), true], [at('2026-10-31'), false])]],
    ['actor:("a" OR "b")', [facet('actor', ['a', 'b'])]],
    ['actor:("a" OR null)', [facet('actor', ['a', null])]],
    ['-actor:("a" OR "b")', [facet('actor', [], ['a', 'b'])]],
    ['actor:(("a" OR "b") -"c")', [facet('actor', ['a', 'b'], ['c'])]],
    ['actor:(a OR b*)', [group('or', text('actor', 'a'), text('actor', 'b*'))]],
    ['(actor:"a" OR actor:"b")', [group('or', facet('actor', ['a']), facet('actor', ['b']))]],
    ['a OR b c', [group('or', text(null, 'a'), group('and', text(null, 'b'), text(null, 'c')))]],
    ['(a OR b) AND c', [group('or', text(null, 'a'), text(null, 'b')), text(null, 'c')]],
    ['(a b)', [group('and', text(null, 'a'), text(null, 'b'))]],
    ['-(a b)', [group('not', text(null, 'a'), text(null, 'b'))]],
    ['and or not', [text(null, 'and'), text(null, 'or'), text(null, 'not')]],
    ['\\AND "OR"', [text(null, 'AND'), text(null, 'OR', true)]],
    ['*:*', [group('and')]],
    ['/gpt-\\d+/', [regex(null, 'gpt-\\d+')]],
    ['/not (found|there)/ x', [regex(null, 'not (found|there)'), text(null, 'x')]],
    ['-model:/^gpt/', [group('not', regex('model', '^gpt'))]],
    ['(/a/ OR credits:/^1/)', [group('or', regex(null, 'a'), regex('credits', '^1'))]],
    ['model:(/a/ OR "b")', [group('or', regex('model', 'a'), facet('model', ['b']))]],
    ['/\\/v1\\/.*/', [regex(null, '/v1/.*')]],
    ['"User ID":/"x"/', [regex('User ID', '"x"')]],
    ['/v1/chat', [text(null, '/v1/chat')]],
    ['resource:/var/log/', [text('resource', '/var/log/')]],
    ['/etc passwd', [text(null, '/etc'), text(null, 'passwd')]],
    ['\\/tmp/', [text(null, '/tmp/')]],
    ['/foo/i //', [text(null, '/foo/i'), text(null, '//')]],
  ];

  it.each(cases)('%s', (written, clauses) => {
    expect(parseWritten(written)).toEqual(clauses);
    expect(parseWritten(printWritten(clauses))).toEqual(clauses);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['(a', 0, 1, 'never closed'],
    ['a)', 1, 1, 'no "("'],
    ['"abc', 0, 1, 'never closed'],
    ['x actor:', 8, 0, 'Expected a value after actor'],
    ['actor: x', 6, 1, 'Expected a value after actor'],
    ['credits:ten', 8, 3, 'Expected a number for credits'],
    ['credits:>ten', 9, 3, 'Expected a number'],
    ['credits:[1 5]', 11, 1, 'Expected TO'],
    ['credits:[1 TO 5', 8, 1, 'Expected ] or }'],
    ['actor:>5', 6, 2, 'cannot be compared'],
    ['byok:maybe', 5, 5, 'byok:true'],
    ['time:>soon', 6, 4, 'not a time'],
    ['a AND', 5, 0, 'ends where'],
    ['a OR OR b', 5, 2, 'before OR'],
    ['()', 1, 1, 'before ")"'],
    ['""', 0, 2, 'nothing between'],
    [':x', 0, 1, 'field name before'],
    ['a*:x', 0, 2, 'wildcards'],
    ['a\\*b*', 0, 5, 'cannot stand in one word'],
    ['abc\\', 3, 1, 'follows the backslash'],
    ['f(x)', 1, 1, 'space before ('],
    [`a /${'b'.repeat(1_001)}/`, 2, 1_003, 'at most 1000 characters'],
  ])('%s', (written, position, length, message) => {
    try {
      parseWritten(written);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.code).toBe('BAD_QUERY');
      expect(error.details).toEqual({ position, length });
      expect(error.message).toContain(message);
      expect(error.message).not.toContain('\n');
    }
  });

  it.each([
    ['parentheses', '('.repeat(200_000)],
    ['minus signs', '-'.repeat(200_000)],
    ['negations', 'NOT '.repeat(200_000)],
    ['field groups', 'actor:('.repeat(100_000)],
    ['length', 'a'.repeat(1_000_001)],
  ])('is refused, not a crash: endless %s', (_, written) => {
    expect(() => parseWritten(written)).toThrow(AppError);
  });

  it('never fails with anything but BAD_QUERY', () => {
    const pieces = fc.array(
      fc.oneof(
        hostileText,
        fc.constantFrom(
          '(',
          ')',
          '"',
          ':',
          '-',
          'NOT ',
          ' OR ',
          ' AND ',
          '[',
          ' TO ',
          ']',
          '>',
          'actor:',
          'credits:',
        ),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const written = parts.join('');
        try {
          const clauses = parseWritten(written);
          const printed = printWritten(clauses);
          expect(parseWritten(printed)).toEqual(clauses);
          expect(printWritten(parseWritten(printed))).toBe(printed);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe('BAD_QUERY');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('printing', () => {
  it('gives back what was read, whatever the clauses are', () => {
    fc.assert(
      fc.property(fc.array(anyClause, { maxLength: 4 }), (clauses) => {
        const printed = printWritten(clauses);
        const read = parseWritten(printed);
        expect(printWritten(read)).toBe(printed);
        const expected = normalForms(clauses);
        expect(normalForms(read)).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    [[facet('actor', ['a', 'b'], ['c'])], 'actor:(("a" OR "b") -"c")'],
    [[facet('actor', [], ['System'])], '-actor:"System"'],
    [[range('credits', [10, false], null), text(null, 'dana')], 'credits:>10 dana'],
    [[group('or', text(null, 'a'), text('model', 'b*'))], 'a OR model:b*'],
    [[group('or', text(null, 'a'), text(null, 'b')), text(null, 'c')], '(a OR b) c'],
    [[facet('User ID', ['x'])], '"User ID":"x"'],
    [[range('time', [at('2026-10-30T14:05:11.204Z'), true], null)], 'time:>=2026-10-30T14:05:11.204Z'],
  ])('reads well: %j', (clauses, written) => {
    expect(printWritten(clauses)).toBe(written);
  });
});
