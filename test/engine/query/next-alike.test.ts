import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAlike } from '../../../electron/engine/query/next-alike.ts';

const UNCHECKED = { throwIfCancelled: () => undefined };

describe('the next event that counts', () => {
  it('is the one that is found by looking at all of them, in either direction', () => {
    // Long stretches without any, finds that do not count, and stretches in which nearly all do.
    const stretch = fc.record({
      length: fc.nat({ max: 300 }),
      code: fc.nat({ max: 2 }),
      counts: fc.constantFrom(0, 1),
    });
    const places = fc.record({
      stretches: fc.array(stretch, { minLength: 1, maxLength: 8 }),
      coded: fc.boolean(),
      from: fc.nat(),
      last: fc.nat(),
    });
    fc.assert(
      fc.property(places, ({ stretches, coded, from: a, last: b }) => {
        const all = stretches.flatMap(({ length, code, counts }) =>
          Array.from({ length }, (_, at) => ({ code: at % 7 === 6 ? 1 : code, counts })),
        );
        if (all.length === 0) return;
        const [from, last] = [a % all.length, b % all.length];
        const step = from <= last ? 1 : -1;
        const alike = {
          mask: Uint8Array.from(all, ({ counts }) => counts),
          codes: coded ? Uint16Array.from(all, ({ code }) => code) : null,
          own: 1,
        };
        let expected = -1;
        for (let at = from; expected < 0 && (last - at) * step >= 0; at += step) {
          const event = all[at];
          if (event?.counts === 1 && (!coded || event.code === 1)) expected = at;
        }
        expect(nextAlike(alike, from, step, last, UNCHECKED)).toBe(expected);
      }),
    );
  });
});
