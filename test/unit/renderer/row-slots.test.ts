import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSlots } from '../../../renderer/grid/row-slots.ts';

const stretch = fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 60 }));

describe('keys of drawn rows', () => {
  it('are distinct and in order, wherever one scrolls', () => {
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 20 }), (stretches) => {
        const slots = new RowSlots();
        for (const [first, count] of stretches) {
          slots.draw(first, first + count - 1);
          const keys = Array.from({ length: count }, (_, at) => slots.key(first + at));
          expect(keys).toEqual(keys.map((_, at) => (keys[0] ?? 0) + at));
        }
      }),
    );
  });

  it('stay with their row while rows slide', () => {
    const slots = new RowSlots();
    slots.draw(100, 140);
    const key = slots.key(120);
    slots.draw(115, 155);
    expect(slots.key(120)).toBe(key);
  });

  it('are handed on after a leap', () => {
    const slots = new RowSlots();
    slots.draw(100, 140);
    const first = slots.key(100);
    slots.draw(900_000, 900_040);
    expect(slots.key(900_000)).toBe(first);
  });
});
