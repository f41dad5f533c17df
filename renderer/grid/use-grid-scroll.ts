import { observeElementOffset, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { RowSlots } from './row-slots.ts';
import {
  canvasRows,
  placeAt,
  revealing,
  type ScrollPlace,
  type ScrollWindow,
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
  /** Brings a row wholly into sight. */
  readonly reveal: (row: number) => void;
  /** Brings a row to the upper edge. */
  readonly scrollToRow: (row: number) => void;
}

interface GridScrollOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly total: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
}

const OVERSCAN = 6;

/** Virtual scrolling over any number of rows; see `scroll-window.ts` for lists taller than a browser allows. */
export function useGridScroll({ scroller, total, rowHeight, headerHeight }: GridScrollOptions): GridScroll {
  const [viewport, setViewport] = useState(0);
  const [base, setBase] = useState(0);
  const [slots] = useState(() => new RowSlots());
  const place = useRef<ScrollPlace>({ base: 0, top: 0 });
  const list = useRef<ScrollWindow>({ total, rowHeight, viewport });
  list.current = { total, rowHeight, viewport };

  const moveTo = useCallback(
    (next: ScrollPlace) => {
      const element = scroller.current;
      place.current = next;
      setBase(next.base);
      if (element === null || Math.abs(element.scrollTop - next.top) < 0.5) return;
      element.scrollTop = next.top;
      place.current = { base: next.base, top: element.scrollTop };
    },
    [scroller],
  );

  const virtualizer = useVirtualizer({
    count: canvasRows({ total, rowHeight, viewport }),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (offset, isScrolling) => {
        const element = scroller.current;
        if (element !== null && element.scrollTop !== place.current.top) {
          moveTo(scrolledTo(list.current, place.current, element.scrollTop));
        }
        if (!isScrolling) moveTo(settled(list.current, place.current));
        report(element?.scrollTop ?? offset, isScrolling);
      }),
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setViewport(Math.max(0, element.clientHeight - headerHeight));
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, headerHeight]);

  // A list that became shorter, or rows of another height: the same rows stay in sight where there are such.
  const shape = useRef({ total, rowHeight });
  useEffect(() => {
    const before = shape.current;
    shape.current = { total, rowHeight };
    if (before.total === total && before.rowHeight === rowHeight) return;
    virtualizer.measure();
    const row = place.current.base + place.current.top / before.rowHeight;
    moveTo(placeAt({ total, rowHeight, viewport: list.current.viewport }, row));
  }, [total, rowHeight, virtualizer, moveTo]);

  const reveal = useCallback((row: number) => moveTo(revealing(list.current, place.current, row)), [moveTo]);
  const scrollToRow = useCallback((row: number) => moveTo(placeAt(list.current, row)), [moveTo]);

  return {
    rows: drawRows(virtualizer.getVirtualItems(), base, total, slots),
    canvasHeight: virtualizer.getTotalSize(),
    rowsInSight: Math.max(1, Math.floor(viewport / rowHeight)),
    reveal,
    scrollToRow,
  };
}

function drawRows(items: readonly VirtualItem[], base: number, total: number, slots: RowSlots): DrawnRow[] {
  const drawn = items.filter((item) => base + item.index < total);
  const [first] = drawn;
  if (first === undefined) return [];
  slots.draw(base + first.index, base + first.index + drawn.length - 1);
  return drawn.map(({ index, start }) => ({
    index: base + index,
    top: start,
    slot: slots.key(base + index),
  }));
}
