import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { keyTarget } from '../../ui/use-roving-focus.ts';

/** What a list of rows needs that is one stop of the Tab key, and in which ↑ ↓ Home End move on. */
interface RowKeys {
  readonly tabIndexOf: (at: number) => 0 | -1;
  /** For what is around the rows. */
  readonly handlers: {
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
}

/** Makes rows, each with a button that has `data-row`, one stop of the Tab key. `count` is how many there are. */
export function useRowKeys(count: number): RowKeys {
  const [last, setLast] = useState(0);
  const at = Math.max(0, Math.min(last, count - 1));
  return {
    tabIndexOf: (index) => (index === at ? 0 : -1),
    handlers: {
      onFocus({ target }) {
        const row = target instanceof HTMLElement ? target.dataset['row'] : undefined;
        if (row !== undefined) setLast(Number(row));
      },
      onKeyDown(event) {
        const to = keyTarget(event.key, at, count, ['ArrowUp', 'ArrowDown']);
        if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
        const button = event.currentTarget.querySelector<HTMLElement>(`[data-row="${to}"]`);
        if (button === null) return;
        event.preventDefault();
        button.focus();
      },
    },
  };
}
