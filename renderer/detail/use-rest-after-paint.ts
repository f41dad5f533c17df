import { type RefObject, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * Whether the parts of an event further down are drawn: not in the first paint of an event, which they would delay, but
 * right after it. Until then its content is as high as that of the event before, so that nobody loses their place.
 * @param shown the event; undefined while there is none
 * @param isRead whether there is anything further down to draw yet
 */
export function useRestAfterPaint(
  shown: number | undefined,
  isRead: boolean,
  content: RefObject<HTMLElement | null>,
): boolean {
  const [complete, setComplete] = useState<number | null>(null);
  const isComplete = shown !== undefined && complete === shown;
  const height = useRef(0);

  useLayoutEffect(() => {
    const element = content.current;
    if (shown === undefined || element === null) return;
    element.style.minHeight = `${height.current}px`;
    if (!isRead) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setComplete(shown)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [shown, isRead, content]);

  useEffect(() => {
    const element = content.current;
    if (!isComplete || element === null) return;
    element.style.minHeight = '';
    const observer = new ResizeObserver(([entry]) => {
      height.current = entry?.contentRect.height ?? 0;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isComplete, content]);

  return isComplete;
}
