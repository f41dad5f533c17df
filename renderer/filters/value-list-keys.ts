import type { KeyboardEvent } from 'react';

/** Moves the focus through the boxes of a value list with the arrow keys, and excludes with the minus key. */
export function moveInList(event: KeyboardEvent<HTMLElement>): void {
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-value-box]')];
  const at = boxes.indexOf(event.target as HTMLElement);
  if (event.key === '-' && at >= 0) {
    boxes[at]?.closest('[data-value-row]')?.querySelector<HTMLElement>('[data-value-exclude]')?.click();
  } else if (event.key === 'ArrowDown' && at + 1 < boxes.length && isListKey(event, at)) {
    boxes[at + 1]?.focus();
  } else if (event.key === 'ArrowUp' && at >= 0) {
    if (at > 0) boxes[at - 1]?.focus();
    else event.currentTarget.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  } else return;
  event.preventDefault();
}

/** The arrow key of anything else in the menu stays its own. */
function isListKey(event: KeyboardEvent<HTMLElement>, at: number): boolean {
  return at >= 0 || (event.target instanceof HTMLElement && event.target.matches('[data-autofocus]'));
}
