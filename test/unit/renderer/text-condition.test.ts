import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternOffers } from '../../../renderer/filters/pattern-offers.ts';
import { clauseOfCondition, readTextCondition } from '../../../renderer/filters/text-condition.ts';
import { printWritten } from '../../../shared/filter/written.ts';
import { hostileText } from '../filter/clause-arbitrary.ts';

describe('the editor of a text clause', () => {
  it('gives back what it shows', () => {
    const condition = fc.record({
      field: fc.constantFrom(null, 'detail', 'extra.Note'),
      pattern: hostileText,
      form: fc.constantFrom('contains' as const, 'whole' as const, 'regex' as const),
      leftOut: fc.boolean(),
    });
    fc.assert(
      fc.property(condition, (before) => {
        const clause = clauseOfCondition(before);
        const read = clause === null ? null : readTextCondition(clause);
        expect(read === null ? null : clauseOfCondition(read)).toEqual(clause);
      }),
    );
  });

  it.each([
    [{ field: null, pattern: 'a b', form: 'contains', leftOut: false }, '"a b"'],
    [{ field: 'detail', pattern: 'x', form: 'contains', leftOut: true }, '-detail:*x*'],
    [{ field: null, pattern: '^a', form: 'regex', leftOut: false }, '/^a/'],
  ] as const)('writes %j', (condition, written) => {
    const clause = clauseOfCondition(condition);
    expect(clause === null ? '' : printWritten([clause])).toBe(written);
  });
});

describe('patterns offered in a menu', () => {
  const found = (...names: string[]) => names.map((value) => ({ value, label: value, events: 2 }));
  const actions = found(
    'mcp_oauth_client.created',
    'mcp_oauth_client.deleted',
    'mcp_server.created',
    'AssetDeleted',
  );
  const offers = (search: string, chosen: readonly string[] = []) =>
    patternOffers(actions, { search, chosen, all: true, dotted: true });

  it('are the one that is typed, with what it takes in', () => {
    expect(offers('mcp_oauth_client.*')).toEqual([{ pattern: 'mcp_oauth_client.*', values: 2, events: 4 }]);
    expect(offers('*deleted')).toEqual([{ pattern: '*deleted', values: 2, events: 4 }]);
  });

  it('are prefixes of resources that hold what is typed', () => {
    expect(offers('mcp').map(({ pattern }) => pattern)).toEqual(['mcp_oauth_client.*', 'mcp_server.*']);
    expect(offers('oauth client').map(({ pattern }) => pattern)).toEqual(['mcp_oauth_client.*']);
    expect(offers('asset')).toEqual([]);
  });

  it('are those that are chosen, whatever is typed', () => {
    expect(offers('', ['sso.*'])).toEqual([{ pattern: 'sso.*', values: 0, events: 0 }]);
  });
});
