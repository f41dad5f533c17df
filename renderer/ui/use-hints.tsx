import { Tooltip } from '@mantine/core';
import {
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';

/** Pointing at something for so long shows its hint, ms; the same as for tooltips of single elements. */
const OPEN_DELAY = 350;

interface Hints {
  /** Of the element around all that have a hint, each in its attribute `data-hint`. */
  readonly handlers: {
    readonly onPointerOver: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: () => void;
  };
  /** The hint that is shown, to be drawn anywhere. */
  readonly hint: ReactNode;
}

/** One tooltip for a whole list: one of its own for every entry would cost more than the entries. */
export function useHints(): Hints {
  const [pointed, setPointed] = useState<HTMLElement | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();

  const hide = (): void => {
    clearTimeout(waiting.current);
    setPointed(null);
  };
  useEffect(() => () => clearTimeout(waiting.current), []);
  useEffect(() => {
    if (pointed === null) return;
    const described = pointed.getAttribute('aria-describedby');
    pointed.setAttribute('aria-describedby', id);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setPointed(null);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      if (described === null) pointed.removeAttribute('aria-describedby');
      else pointed.setAttribute('aria-describedby', described);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [pointed, id]);

  return {
    handlers: {
      onPointerOver(event) {
        if (event.pointerType === 'touch') return;
        const element = hinted(event.target);
        clearTimeout(waiting.current);
        if (element === null) setPointed(null);
        else if (pointed !== null) setPointed(element);
        else waiting.current = setTimeout(() => setPointed(element), OPEN_DELAY);
      },
      onPointerLeave: hide,
      onFocus(event) {
        const element = hinted(event.target);
        if (element?.matches(':focus-visible') === true) setPointed(element);
      },
      onBlur: hide,
    },
    hint: pointed !== null && (
      <Tooltip id={id} target={pointed} opened label={pointed.dataset['hint']} maw={420} />
    ),
  };
}

function hinted(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null;
}
