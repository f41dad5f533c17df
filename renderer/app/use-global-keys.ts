import { useEffect } from 'react';
import { VIEWS } from '../state/view-store.ts';
import { useServices } from './services-context.ts';

/** Keys that work anywhere. Letters and `/` are left alone while something is being typed. */
export function useGlobalKeys(): void {
  const { view, filter, queryInput } = useServices();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const command = event.ctrlKey || event.metaKey;
      const typing = isTyping(event.target);
      const key = event.key.toLowerCase();
      if (command && key === 'k') view.setState(({ paletteOpen }) => ({ paletteOpen: !paletteOpen }));
      else if (command && key === 'z' && !typing) event.shiftKey ? filter.redo() : filter.undo();
      else if (event.altKey && VIEWS[Number(event.key) - 1] !== undefined) {
        view.setState({ view: VIEWS[Number(event.key) - 1] ?? 'audit' });
      } else if (event.key === '/' && !typing && !command) {
        if (queryInput.current === null) return;
        queryInput.current.select();
      } else if (event.key === '?' && !typing) view.setState({ shortcutsOpen: true });
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [view, filter, queryInput]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select')
  );
}
