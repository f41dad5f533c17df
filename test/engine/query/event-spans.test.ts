import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventSpans } from '../../../electron/engine/query/event-spans.ts';

/** Stretches with gaps between some of them, and every id they hold. */
const stretches = fc
  .array(fc.record({ gap: fc.nat(3), count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 6 })
  .map((parts) => {
    let next = 1;
    return parts.map(({ gap, count }) => {
      const firstEvent = next + gap;
      next = firstEvent + count;
      return { firstEvent, count };
    });
  });
const idsOf = (list: readonly { firstEvent: number; count: number }[]) =>
  list.flatMap(({ firstEvent, count }) => Array.from({ length: count }, (_, index) => firstEvent + index));

describe('positions of events', () => {
  it('follow the ids, whatever gaps these have', () => {
    fc.assert(
      fc.property(stretches, (list) => {
        const spans = new EventSpans(list);
        const ids = idsOf(list);
        expect(spans.count).toBe(ids.length);
        expect(ids.map((_, position) => spans.idAt(position))).toEqual(ids);
        for (let id = 0; id < 40; id += 1) expect(spans.positionOf(id)).toBe(ids.indexOf(id));
      }),
    );
  });

  it('hold on while events are added behind, however they are cut into stretches', () => {
    fc.assert(
      fc.property(stretches, fc.nat(6), (list, kept) => {
        const one = list.flatMap(({ firstEvent, count }) =>
          Array.from({ length: count }, (_, index) => ({ firstEvent: firstEvent + index, count: 1 })),
        );
        const earlier = new EventSpans(list.slice(0, kept));
        expect(new EventSpans(one).continues(earlier)).toBe(true);
        expect(earlier.continues(new EventSpans(one))).toBe(kept >= list.length);
      }),
    );
  });

  it('do not hold on when an id in between is another', () => {
    const before = new EventSpans([{ firstEvent: 1, count: 2 }]);
    expect(new EventSpans([{ firstEvent: 2, count: 9 }]).continues(before)).toBe(false);
    const gap = new EventSpans([
      { firstEvent: 1, count: 1 },
      { firstEvent: 3, count: 9 },
    ]);
    expect(gap.continues(before)).toBe(false);
  });
});
