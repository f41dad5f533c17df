import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

interface KeptFocus {
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * Another event replaces the sections of the pane, and what had the focus may go with them: the focus then stays in the
 * pane, so that its keys go on working.
 * @param pane whose part that scrolls takes the focus
 * @param shown changes when the sections do
 */
export function useKeptFocus(pane: RefObject<HTMLElement | null>, shown: unknown): KeptFocus {
  const inside = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sections have changed
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) {
      pane.current?.querySelector<HTMLElement>('section[tabindex="0"]')?.focus();
    }
  }, [pane, shown]);
  return {
    onFocus: () => {
      inside.current = true;
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      // What is taken out of the page leaves no trace of where the focus goes.
      if (relatedTarget instanceof Node) inside.current = currentTarget.contains(relatedTarget);
    },
  };
}
