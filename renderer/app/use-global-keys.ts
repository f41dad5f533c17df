import { useEffect } from 'react';
import { VIEWS } from '../state/view-store.ts';
import { useServices } from './services-context.ts';
import { ANYWHERE, shortcutOf } from './shortcuts.ts';

/** Keys that work anywhere. Those without Ctrl or Alt are left alone while something is being typed. */
export function useGlobalKeys(): void {
  const { view, filter, queryInput, grid, places, shellInfo } = useServices();
  useEffect(() => {
    /** Whether there was something to do. */
    function act(key: (typeof ANYWHERE)[number]['id'], event: KeyboardEvent): boolean {
      const typing = isTyping(event.target);
      switch (key) {
        case 'palette':
          view.setState(({ paletteOpen }) => ({ paletteOpen: !paletteOpen }));
          return true;
        case 'view':
          view.setState({ view: VIEWS[Number(event.key) - 1] ?? 'audit' });
          return true;
        case 'back':
        case 'forward':
          // On a Mac these keys move the cursor by a word.
          if (typing && shellInfo.platform === 'darwin') return false;
          places[key]();
          return true;
        case 'goTo':
          if (grid.current === null) return false;
          view.setState({ goToOpen: true });
          return true;
        case 'undo':
        case 'redo':
          if (!typing) filter[key]();
          return !typing;
        case 'search':
          if (typing || queryInput.current === null) return false;
          queryInput.current.select();
          return true;
        case 'cancelSearch':
          return false; // by the line that shows the search
        case 'shortcuts':
          if (!typing) view.setState({ shortcutsOpen: true });
          return !typing;
      }
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented) return;
      const key = shortcutOf(event, ANYWHERE);
      if (key !== null && act(key, event)) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [view, filter, queryInput, grid, places, shellInfo]);
}

/** Whether keys are text where they are pressed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select')
  );
}
