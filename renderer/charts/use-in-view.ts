import { useCallback, useState } from 'react';

/** Height of a chart that was never drawn, px, so that not all of them are on screen at first. */
const UNKNOWN_HEIGHT = 200;

/** How far from what is on screen drawing begins, so that scrolling meets what is drawn already. */
const NEAR = '300px';

interface InView {
  /** For the element that is looked at. */
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
  readonly inView: boolean;
  /** Px it had when it was last drawn, by which it keeps its place. */
  readonly height: number;
}

/**
 * Whether an element is on screen, or nearly: charts that nobody sees need not be drawn anew with every answer.
 */
export function useInView(): InView {
  const [{ inView, height }, setSeen] = useState({ inView: false, height: UNKNOWN_HEIGHT });
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        const { isIntersecting, boundingClientRect } = entry;
        setSeen(({ height: before }) => ({
          inView: isIntersecting,
          height: isIntersecting ? before : boundingClientRect.height,
        }));
      },
      // The regions that scroll have their margin apart from that of the window.
      { rootMargin: NEAR, scrollMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, inView, height };
}
