import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLiteral, wildcardMatcher } from '../../../shared/text/wildcard.ts';

describe('a pattern with wildcards', () => {
  it('means what the same expression means', () => {
    const unit = fc.constantFrom('a', 'B', '.', '*', '?', 'é');
    const word = fc.string({ unit, maxLength: 7 });
    fc.assert(
      fc.property(word, word, (pattern, text) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(wildcardMatcher(pattern)(text)).toBe(new RegExp(`^${source}$`, 'isu').test(text));
      }),
    );
  });

  it('takes no longer for a hostile one', () => {
    expect(wildcardMatcher(`${'*a'.repeat(50)}b`)('a'.repeat(5_000))).toBe(false);
  });

  it('has a longest part that every match holds', () => {
    expect(longestLiteral('mcp_*.created?')).toBe('.created');
    expect(longestLiteral('*')).toBe('');
  });
});
