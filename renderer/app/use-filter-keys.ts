import { useEffect } from 'react';
import { setTime } from '../../shared/filter/edit.ts';
import type { TimeRange } from '../../shared/filter/filter.ts';
import { isWindow, movedWindow, scaledWindow, type Window } from '../../shared/time/window.ts';
import type { Services } from './services.ts';
import { useServices } from './services-context.ts';
import { FILTERING, shortcutOf } from './shortcuts.ts';
import { isTyping } from './use-global-keys.ts';

/** Keys of the filter row while a log is on screen, and the extra buttons of the mouse. */
export function useFilterKeys(): void {
  const services = useServices();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isTyping(event.target) || inDialog(event.target)) return;
      const key = shortcutOf(event, FILTERING);
      if (key === null || services.queryInput.current === null) return;
      event.preventDefault();
      act(services, key);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [services]);
  useMouseButtons(services);
}

const MOVES: Readonly<Record<'earlier' | 'later' | 'wider' | 'narrower', (window: Window) => TimeRange>> = {
  earlier: (window) => movedWindow(window, -1),
  later: (window) => movedWindow(window, 1),
  wider: (window) => scaledWindow(window, 'wider'),
  narrower: (window) => scaledWindow(window, 'narrower'),
};

function act(services: Services, key: (typeof FILTERING)[number]['id']): void {
  const { view, filter, grid } = services;
  if (key === 'time' || key === 'fields') view.setState({ filterMenu: key });
  else if (key === 'log') grid.current?.focus();
  else {
    const move = MOVES[key];
    filter.apply((before) => (isWindow(before.time) ? setTime(before, move(before.time)) : before));
  }
}

/** They go back and forward, as they do everywhere else. */
function useMouseButtons({ places }: Services): void {
  useEffect(() => {
    function onMouseUp(event: MouseEvent): void {
      if (event.button !== 3 && event.button !== 4) return;
      // The browser would do the same by itself, and twice is too far.
      event.preventDefault();
      if (event.button === 3) places.back();
      else places.forward();
    }
    window.addEventListener('mouseup', onMouseUp);
    return () => window.removeEventListener('mouseup', onMouseUp);
  }, [places]);
}

/** Menus and dialogs have keys of their own. */
function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}
