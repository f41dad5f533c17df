import type { KeyboardEvent } from 'react';
import { useServices } from '../app/services-context.ts';
import { IN_DETAILS, shortcutOf } from '../app/shortcuts.ts';
import type { EventSteps } from './use-event-steps.ts';

/** The keyboard in the detail pane: the keys that step through the log work here too, Escape goes back to it. */
export function usePaneKeys(
  { previous, next }: EventSteps,
  onFind: () => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  const { selection, grid } = useServices();
  return (event) => {
    const { target, currentTarget } = event;
    // Menus hang elsewhere in the page; keys in them, and in fields, are theirs.
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return;
    if (target.matches('input, select, textarea')) return;
    const key = shortcutOf(event, IN_DETAILS);
    if (key === null) return;
    if (key === 'next') next?.();
    else if (key === 'previous') previous?.();
    else if (key === 'find') onFind();
    else {
      selection.setState({ openEvent: null });
      grid.current?.focus();
    }
    event.preventDefault();
  };
}
