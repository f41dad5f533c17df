/**
 * Browsers cap the height of an element (Firefox at about 17.8 million px, Chromium at 33.5 million), so ten
 * million rows of 28 px do not fit. The grid therefore scrolls over a canvas of limited height that shows a
 * window of the list, from `base` on. Small movements scroll the canvas pixel by pixel; large ones (dragging the
 * scrollbar) choose the place by proportion, and in between the window moves along unseen. Every row can be
 * reached, and the scrollbar tells the truth. All distances are px; how they belong to rows is in `row-heights.ts`.
 */

/** A list that may be taller than its canvas. */
export interface ScrollWindow {
  /** Height of all rows. */
  readonly height: number;
  /** Height in which rows are visible. */
  readonly viewport: number;
}

/** Where the list stands: what is above the canvas, and the distance scrolled on it. */
export interface ScrollPlace {
  readonly base: number;
  readonly top: number;
}

/** Well below every browser's cap, at any zoom. */
export const MAX_CANVAS = 6_000_000;

/** Closer than this many viewports to an end of the canvas, the window moves on. */
const MARGIN = 3;

/** Height of the canvas. */
export function canvasHeight({ height }: Pick<ScrollWindow, 'height'>): number {
  return Math.min(height, MAX_CANVAS);
}

/** Distance the canvas can be scrolled. */
export function maxTop(list: ScrollWindow): number {
  return Math.max(0, canvasHeight(list) - list.viewport);
}

/** What is at the upper edge. */
export function distanceOf({ base, top }: ScrollPlace): number {
  return base + top;
}

/** The place at which a distance is at the upper edge, as far as the list reaches. */
export function placeAt(list: ScrollWindow, distance: number): ScrollPlace {
  const last = Math.max(0, list.height - list.viewport);
  const wanted = clamp(distance, 0, last);
  const ideal = last === 0 ? 0 : Math.round((wanted / last) * maxBase(list));
  // Whole pixels only, and neither what is wanted nor the end of the canvas may fall off it.
  const base = clamp(ideal, Math.ceil(wanted - maxTop(list)), Math.floor(wanted));
  return { base, top: clamp(wanted - base, 0, maxTop(list)) };
}

/**
 * The place after the canvas was scrolled from `place` to `top`.
 * A leap chooses by proportion; a small movement keeps the window, unless it nears an end of the canvas that is not
 * an end of the list.
 */
export function scrolledTo(list: ScrollWindow, place: ScrollPlace, top: number): ScrollPlace {
  if (maxBase(list) === 0) return { base: 0, top };
  const leap = Math.abs(top - place.top) > list.viewport;
  return leap ? byProportion(list, top) : onWindow(list, { base: place.base, top });
}

/** The place with the same rows in sight at which the scrollbar stands where it should. */
export function settled(list: ScrollWindow, place: ScrollPlace): ScrollPlace {
  if (maxBase(list) === 0) return { base: 0, top: place.top };
  const atEnd = place.base === maxBase(list) && place.top >= maxTop(list);
  return atEnd ? place : placeAt(list, distanceOf(place));
}

/**
 * The place at which the stretch `[from, to)` is wholly in sight, moving as little as possible. Of one that is taller
 * than what is in sight, its beginning.
 */
export function revealing(list: ScrollWindow, place: ScrollPlace, from: number, to: number): ScrollPlace {
  const at = distanceOf(place);
  if (from < at) return moved(list, place, from);
  return to > at + list.viewport ? moved(list, place, Math.min(from, to - list.viewport)) : place;
}

/** `distance` at the upper edge, on the present window when it holds it. */
export function moved(list: ScrollWindow, { base }: ScrollPlace, distance: number): ScrollPlace {
  const top = distance - base;
  const fits = base <= maxBase(list) && top >= 0 && top <= maxTop(list);
  return fits ? onWindow(list, { base, top }) : placeAt(list, distance);
}

/** The same rows in sight, on a window that goes on in both directions. */
function onWindow(list: ScrollWindow, place: ScrollPlace): ScrollPlace {
  return nearsFalseEnd(list, place) ? placeAt(list, distanceOf(place)) : place;
}

function byProportion(list: ScrollWindow, top: number): ScrollPlace {
  const reach = maxTop(list);
  const share = reach === 0 ? 0 : clamp(top, 0, reach) / reach;
  return { base: Math.round(share * maxBase(list)), top };
}

function nearsFalseEnd(list: ScrollWindow, { base, top }: ScrollPlace): boolean {
  const margin = MARGIN * list.viewport;
  const upper = top < margin && base > 0;
  const lower = top > maxTop(list) - margin && base < maxBase(list);
  return upper || lower;
}

function maxBase(list: ScrollWindow): number {
  return list.height - canvasHeight(list);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), Math.max(min, max));
}
