import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type RowHeights, sameSight } from './row-heights.ts';
import { RowSlots } from './row-slots.ts';
import {
  canvasHeight,
  distanceOf,
  moved,
  placeAt,
  revealing,
  type ScrollPlace,
  scrolledTo,
  settled,
} from './scroll-window.ts';

/** A row to draw: its place in the list and on the canvas. */
export interface DrawnRow {
  readonly index: number;
  readonly top: number;
  /** Key of its element; see `row-slots.ts`. */
  readonly slot: number;
}

export interface GridScroll {
  readonly rows: readonly DrawnRow[];
  readonly canvasHeight: number;
  /** Whole rows that fit in sight. */
  readonly rowsInSight: number;
  /** Width in which columns are visible, px. */
  readonly sightWidth: number;
  /** Place of a row on the canvas, also of one that is not drawn; never off it. */
  readonly topOf: (row: number) => number;
  /** Brings the line of a row wholly into sight; with `whole` also what it shows when expanded. */
  readonly reveal: (row: number, whole?: boolean) => void;
  /** Brings a row to the upper edge. */
  readonly scrollToRow: (row: number) => void;
}

interface GridScrollOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly heights: RowHeights;
  readonly headerHeight: number;
}

/** Rows drawn beyond either edge. */
const OVERSCAN = 6;
/** Without movement for so long, ms, scrolling has ended. */
const STILL = 150;

interface Drawn {
  readonly base: number;
  readonly first: number;
  readonly last: number;
}

/** Virtual scrolling over any number of rows; see `scroll-window.ts` for lists taller than a browser allows. */
export function useGridScroll({ scroller, heights, headerHeight }: GridScrollOptions): GridScroll {
  const [sight, setSight] = useState({ width: 0, height: 0 });
  const [drawn, setDrawn] = useState<Drawn>({ base: 0, first: 0, last: -1 });
  const [slots] = useState(() => new RowSlots());
  const place = useRef<ScrollPlace>({ base: 0, top: 0 });
  const list = useRef({ heights, height: heights.height, viewport: sight.height });
  list.current = { heights, height: heights.height, viewport: sight.height };

  const look = useCallback(() => {
    const next = rowsInSight(list.current, place.current);
    setDrawn((before) =>
      before.base === next.base && before.first === next.first && before.last === next.last ? before : next,
    );
  }, []);

  const moveTo = useCallback(
    (next: ScrollPlace) => {
      const element = scroller.current;
      const { top } = place.current;
      place.current = next;
      // At the top it is there already; asking where it is would lay out the whole page at once.
      if (
        element !== null &&
        !(top === 0 && next.top === 0) &&
        Math.abs(element.scrollTop - next.top) >= 0.5
      ) {
        element.scrollTop = next.top;
        place.current = { base: next.base, top: element.scrollTop };
      }
      look();
    },
    [scroller, look],
  );

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let still: ReturnType<typeof setTimeout>;
    const onScroll = (): void => {
      // Only then do chevrons stick to the left: each that does is a layer of its own, in every frame.
      element.toggleAttribute('data-sideways', element.scrollLeft > 0);
      if (element.scrollTop !== place.current.top) {
        // Drawn before the browser paints, or rows would be missing for a frame.
        flushSync(() => moveTo(scrolledTo(list.current, place.current, element.scrollTop)));
      }
      clearTimeout(still);
      still = setTimeout(() => moveTo(settled(list.current, place.current)), STILL);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(still);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, moveTo]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void =>
      setSight({ width: element.clientWidth, height: Math.max(0, element.clientHeight - headerHeight) });
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, headerHeight]);

  // A list that became shorter, or rows of other heights: the same rows stay in sight where there are such.
  const shape = useRef(heights);
  useLayoutEffect(() => {
    const before = shape.current;
    shape.current = heights;
    if (before === heights) return;
    const distance = sameSight(before, heights, distanceOf(place.current));
    const window = { height: heights.height, viewport: list.current.viewport };
    moveTo(
      before.total === heights.total ? moved(window, place.current, distance) : placeAt(window, distance),
    );
  }, [heights, moveTo]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another height shows more rows, or fewer
  useLayoutEffect(look, [look, sight.height]);

  const reveal = useCallback(
    (row: number, whole = false) => {
      const from = heights.top(row);
      moveTo(revealing(list.current, place.current, from, from + (whole ? heights.of(row) : heights.line)));
      const element = scroller.current;
      if (element === null || row < heights.total - 1 || whole) return;
      // Below the last row stands that it is the last.
      element.scrollTop = element.scrollHeight;
      place.current = { base: place.current.base, top: element.scrollTop };
    },
    [scroller, heights, moveTo],
  );
  const scrollToRow = useCallback(
    (row: number) => moveTo(placeAt(list.current, heights.top(row))),
    [heights, moveTo],
  );

  const height = canvasHeight(heights);
  return {
    rows: drawRows(drawn, heights, slots),
    canvasHeight: height,
    rowsInSight: Math.max(1, Math.floor(sight.height / heights.line)),
    sightWidth: sight.width,
    topOf: (row) => Math.max(0, Math.min(height - heights.line, heights.top(row) - drawn.base)),
    reveal,
    scrollToRow,
  };
}

function rowsInSight(list: { heights: RowHeights; viewport: number }, place: ScrollPlace): Drawn {
  const { heights, viewport } = list;
  const at = distanceOf(place);
  return {
    base: place.base,
    first: Math.max(0, heights.at(at) - OVERSCAN),
    last: Math.min(heights.total - 1, heights.at(at + viewport) + OVERSCAN),
  };
}

function drawRows({ base, first, last }: Drawn, heights: RowHeights, slots: RowSlots): DrawnRow[] {
  const end = Math.min(last, heights.total - 1);
  if (end < first) return [];
  slots.draw(first, end);
  return Array.from({ length: end - first + 1 }, (_, step) => {
    const index = first + step;
    return { index, top: heights.top(index) - base, slot: slots.key(index) };
  });
}
