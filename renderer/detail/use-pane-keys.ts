import type { KeyboardEvent } from 'react';
import { useServices } from '../app/services-context.ts';
import type { EventSteps } from './use-event-steps.ts';

/** The keyboard in the detail pane: the keys that step through the log work here too, Escape goes back to it. */
export function usePaneKeys({ previous, next }: EventSteps): (event: KeyboardEvent<HTMLElement>) => void {
  const { selection } = useServices();
  return (event) => {
    const { target, currentTarget } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Menus hang elsewhere in the page; keys in them, and in fields, are theirs.
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return;
    if (target.matches('input, select, textarea')) return;
    if (event.key === 'j') next?.();
    else if (event.key === 'k') previous?.();
    else if (event.key === 'Escape') {
      selection.setState({ openEvent: null });
      document.querySelector<HTMLElement>('main table[role="grid"]')?.focus();
    } else return;
    event.preventDefault();
  };
}
