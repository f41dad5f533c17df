/**
 * As the `ref` of a field that is there to be typed into: it has the focus with its first frame. Menus give the focus
 * away a moment later, and what is typed until then would be lost.
 */
export function focusAtOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
