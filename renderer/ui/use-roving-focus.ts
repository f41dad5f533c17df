import { type KeyboardEvent, useState } from 'react';

/** What a list needs that is one stop of the Tab key, and in which arrows move on. */
export interface RovingFocus {
  readonly tabIndexOf: (at: number) => 0 | -1;
  /** Told which entry has the focus. */
  readonly onFocusAt: (at: number) => void;
  /** For the list: ← → Home End move to another of its buttons. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Makes a row of buttons one stop of the Tab key. `count` is how many there are. */
export function useRovingFocus(count: number): RovingFocus {
  const [last, setLast] = useState(0);
  const at = Math.max(0, Math.min(last, count - 1));
  return {
    tabIndexOf: (index) => (index === at ? 0 : -1),
    onFocusAt: setLast,
    onKeyDown(event) {
      const to = keyTarget(event.key, at, count, ['ArrowLeft', 'ArrowRight']);
      if (to === null) return;
      event.preventDefault();
      event.currentTarget.querySelectorAll('button')[to]?.focus();
    },
  };
}

/**
 * The entry that a key leads to, or null when it leads nowhere.
 * @param arrows the keys to the entry before and to the next one
 */
export function keyTarget(
  key: string,
  at: number,
  count: number,
  [before, next]: readonly [before: string, next: string],
): number | null {
  if (key === next) return Math.min(count - 1, at + 1);
  if (key === before) return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
