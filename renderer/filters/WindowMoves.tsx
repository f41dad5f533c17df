import { ChevronLeft, ChevronRight, Minus, Plus } from 'lucide-react';
import { setTime } from '../../shared/filter/edit.ts';
import type { TimeRange } from '../../shared/filter/filter.ts';
import { isWindow, movedWindow, scaledWindow, type Window } from '../../shared/time/window.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';

const MOVES = [
  { label: 'Earlier', key: ',', icon: ChevronLeft, move: (window: Window) => movedWindow(window, -1) },
  { label: 'Later', key: '.', icon: ChevronRight, move: (window: Window) => movedWindow(window, 1) },
  { label: 'Wider', key: '<', icon: Minus, move: (window: Window) => scaledWindow(window, 'wider') },
  { label: 'Narrower', key: '>', icon: Plus, move: (window: Window) => scaledWindow(window, 'narrower') },
] as const;

/** Moves the time range by its own length, and makes it twice or half as long. Nothing for a range without ends. */
export function WindowMoves({ className }: { readonly className: string | undefined }) {
  const { filter: store } = useServices();
  const { time } = useFilter();
  if (!isWindow(time)) return null;
  const apply = (move: (window: Window) => TimeRange): void =>
    store.apply((before) => (isWindow(before.time) ? setTime(before, move(before.time)) : before));
  return MOVES.map(({ label, key, icon: Icon, move }) => (
    <button
      key={label}
      type="button"
      tabIndex={-1}
      className={className}
      aria-label={`${label} time range`}
      aria-keyshortcuts={key}
      title={`${label} (${key})`}
      onClick={() => apply(move)}
    >
      <Icon size={12} aria-hidden="true" />
    </button>
  ));
}
