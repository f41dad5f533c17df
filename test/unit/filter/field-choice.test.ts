import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeClause } from '../../../shared/filter/describe.ts';
import { toggleChip } from '../../../shared/filter/edit.ts';
import {
  choiceIndex,
  choiceOf,
  choiceOfClause,
  clauseOfChoice,
  editChoice,
  type FieldChoice,
  isNoChoice,
  noChoice,
  withExcluded,
  withIncluded,
  withPattern,
} from '../../../shared/filter/field-choice.ts';
import { type Clause, EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { soleField } from '../../../shared/filter/sole-field.ts';
import { parseWritten, printWritten } from '../../../shared/filter/written.ts';
import { anyClause } from './clause-arbitrary.ts';

const value = fc.constantFrom<string | null>('a', 'b', 'ab', 'A', 'b.c', '', null);
const pattern = fc.constantFrom('a', 'a*', '*b', '?', 'b.*');
const values = fc.uniqueArray(value, { maxLength: 3 });
const patterns = fc.uniqueArray(pattern, { maxLength: 2 });
const choices: fc.Arbitrary<FieldChoice> = fc.record({
  field: fc.constant('action'),
  include: values,
  patterns,
  exclude: values,
  excludedPatterns: patterns,
});

/** Whether a value of a field meets a pattern, a choice, a clause: said as plainly as can be. */
function meets(text: string | null, wanted: string): boolean {
  const source = wanted.replace(/[.\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return text !== null && new RegExp(`^${source}$`, 'i').test(text);
}

function chosen({ include, patterns: some, exclude, excludedPatterns }: FieldChoice, text: string | null) {
  const asked = include.length + some.length > 0;
  const isIn = include.includes(text) || some.some((one) => meets(text, one));
  const isOut = exclude.includes(text) || excludedPatterns.some((one) => meets(text, one));
  return (!asked || isIn) && !isOut;
}

function holds(clause: Clause, text: string | null): boolean {
  if (clause.kind === 'facet') {
    const { include, exclude } = clause;
    return (include.length === 0 || include.includes(text)) && !exclude.includes(text);
  }
  if (clause.kind === 'text') return meets(text, clause.pattern);
  if (clause.kind === 'range') throw new Error('No choice has a range.');
  if (clause.op === 'or') return clause.clauses.some((inner) => holds(inner, text));
  const all = clause.clauses.every((inner) => holds(inner, text));
  return clause.op === 'and' ? all : !all;
}

describe('the choice of a value menu', () => {
  it('is a clause that says the same, and is read back from it', () => {
    fc.assert(
      fc.property(choices, value, (choice, text) => {
        const clause = clauseOfChoice(choice);
        expect(choiceOfClause(clause)).toEqual(choice);
        expect(holds(clause, text)).toBe(chosen(choice, text));
        expect(soleField(clause)).toBe('action');
      }),
    );
  });

  it('survives being written and read', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        fc.pre(!isNoChoice(choice));
        const [clause, ...more] = parseWritten(printWritten([clauseOfChoice(choice)]));
        expect(more).toEqual([]);
        expect(clause === undefined ? null : choiceOfClause(clause)).toEqual(choice);
      }),
    );
  });

  it('is never read from a clause that says something else', () => {
    const simple = fc.constantFrom<Clause>(
      { kind: 'facet', field: 'action', include: ['a'], exclude: [] },
      { kind: 'facet', field: 'action', include: [], exclude: ['b'] },
      { kind: 'facet', field: 'action', include: [], exclude: [] },
      { kind: 'facet', field: 'action', include: ['a', 'b'], exclude: ['a'] },
      { kind: 'text', field: 'action', pattern: 'a*', literal: false },
    );
    const tree = fc.letrec<{ clause: Clause }>((tie) => ({
      clause: fc.oneof(
        { depthSize: 'small' },
        simple,
        fc.record({
          kind: fc.constant('group' as const),
          op: fc.constantFrom('and' as const, 'or' as const, 'not' as const),
          clauses: fc.array(tie('clause'), { maxLength: 3 }),
        }),
      ),
    })).clause;
    fc.assert(
      fc.property(tree, value, (clause, text) => {
        const choice = choiceOfClause(clause);
        if (choice !== null) expect(chosen(choice, text)).toBe(holds(clause, text));
      }),
    );
    fc.assert(fc.property(anyClause, (clause) => void choiceOfClause(clause)));
  });

  it('is edited in its chip, which goes when it says nothing', () => {
    const some = editChoice(EMPTY_FILTER, 'action', -1, (now) => withPattern(now, 'mcp.*', 'include'));
    const more = editChoice(some, 'action', 0, (now) => withIncluded(now, ['sso.enabled'], true));
    expect(more.chips).toHaveLength(1);
    expect(choiceOf(more, 'action')).toEqual({
      ...noChoice('action'),
      patterns: ['mcp.*'],
      include: ['sso.enabled'],
    });
    const out = editChoice(more, 'action', 0, (now) => withExcluded(now, ['sso.enabled'], true));
    expect(choiceOf(out, 'action')).toMatchObject({ include: [], exclude: ['sso.enabled'] });
    const none = editChoice(out, 'action', 0, (now) =>
      withExcluded(withPattern(now, 'mcp.*', 'nowhere'), ['sso.enabled'], false),
    );
    expect(none.chips).toEqual([]);
    expect(editChoice(none, 'action', 0, (now) => now)).toBe(none);
  });

  it('leaves chips alone that are off or of another field', () => {
    const off = toggleChip(
      editChoice(EMPTY_FILTER, 'action', -1, (now) => withIncluded(now, ['a'], true)),
      0,
    );
    expect(choiceIndex(off, 'action')).toBe(-1);
    expect(editChoice(off, 'actor', 0, (now) => withIncluded(now, ['x'], true)).chips).toHaveLength(2);
  });

  it.each([
    [{ patterns: ['mcp_oauth_client.*'] }, 'action mcp_oauth_client.*'],
    [
      { patterns: ['mcp_oauth_client.*'], include: ['sso.enabled', 'sso.disabled'] },
      'action mcp_oauth_client.*, sso.enabled or sso.disabled',
    ],
    [{ excludedPatterns: ['user.*'], exclude: [null] }, 'not action user.* or empty'],
    [{ patterns: ['a b*'], excludedPatterns: ['c*'] }, 'action “a b*”, not action c*'],
  ])('reads well: %j', (part, words) => {
    expect(describeClause(clauseOfChoice({ ...noChoice('action'), ...part }))).toBe(words);
  });
});
