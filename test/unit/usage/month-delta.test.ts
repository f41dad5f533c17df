import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthDelta } from '../../../shared/usage/month-delta.ts';

describe('the pill of a month', () => {
  it.each([
    ['more than before', 150, 100, { kind: 'up', share: 0.5 }],
    ['less than before', 75, 100, { kind: 'down', share: -0.25 }],
    ['nothing any more', 0, 100, { kind: 'down', share: -1 }],
    ['the same', 100, 100, { kind: 'flat', share: null }],
    ['the same, as decimals add up', 0.1 + 0.2, 0.3, { kind: 'flat', share: null }],
    ['nothing in both', 0, 0, { kind: 'flat', share: null }],
    ['no figure in both', null, null, { kind: 'flat', share: null }],
    ['something after nothing', 12, 0, { kind: 'new', share: null }],
    ['something after no figure', 12, null, { kind: 'new', share: null }],
    ['no figure after something', null, 12, { kind: 'down', share: -1 }],
    ['something after refunds', 5, -10, { kind: 'up', share: null }],
    ['more refunds after refunds', -20, -10, { kind: 'down', share: null }],
    ['refunds after nothing', -5, 0, { kind: 'down', share: null }],
  ] as const)('says %s', (_what, current, previous, expected) => {
    expect(monthDelta(current, previous)).toEqual(expected);
  });

  it('points the other way when the months are swapped', () => {
    const credits = fc.integer({ min: 1, max: 1_000_000_000 }).map((units) => units / 1_000);
    fc.assert(
      fc.property(credits, credits, (one, other) => {
        const opposite = { up: 'down', down: 'up', flat: 'flat', new: 'new' } as const;
        expect(monthDelta(other, one).kind).toBe(opposite[monthDelta(one, other).kind]);
      }),
    );
  });
});
