import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOVER_BUTTONS, hoverPlace } from '../../../renderer/grid/hover-place.ts';

describe('the place of the buttons of a cell', () => {
  it('hides nothing that is drawn in it, and touches the cell, wherever that is and however much it holds', () => {
    const numbers = fc.record({
      left: fc.integer({ min: 0, max: 900 }),
      width: fc.integer({ min: 20, max: 400 }),
      row: fc.integer({ min: 0, max: 30 }),
      // Text may be cut off by its cell, or stand at its right end.
      from: fc.integer({ min: 0, max: 400 }),
      drawn: fc.integer({ min: 0, max: 800 }),
    });
    fc.assert(
      fc.property(numbers, ({ left, width, row, from, drawn }) => {
        const [highest, height] = [237, 28];
        const top = highest + row * height;
        const cell = { left, right: left + width, top, bottom: top + height };
        const start = left + Math.min(from, width);
        const content = { left: start, right: start + drawn, top, bottom: top + height };
        const place = hoverPlace(cell, content, highest);
        const [right, bottom] = [place.left + HOVER_BUTTONS.width, place.top + HOVER_BUTTONS.height];
        const isBesideText = right <= content.left || place.left >= content.right;
        const isOutside = bottom <= cell.top || place.top >= cell.bottom;
        expect(isBesideText || isOutside).toBe(true);
        expect(bottom).toBeGreaterThanOrEqual(cell.top);
        expect(place.top).toBeLessThanOrEqual(cell.bottom);
        expect(place.top).toBeGreaterThanOrEqual(highest);
      }),
    );
  });
});
