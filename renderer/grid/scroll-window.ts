/**
 * Browsers cap the height of an element (Firefox at about 17.8 million px, Chromium at 33.5 million), so ten
 * million rows of 28 px do not fit. The grid therefore scrolls over a canvas of limited height that shows a
 * window of consecutive rows, `base` and following. Small movements scroll the canvas pixel by pixel; large ones
 * (dragging the scrollbar) choose the rows by proportion, and in between the window moves along unseen. Every
 * row can be reached, and the scrollbar tells the truth.
 */

/** A list that may be taller than its canvas. */
export interface ScrollWindow {
  /** All rows. */
  readonly total: number;
  /** Height of a row, px. */
  readonly rowHeight: number;
  /** Height in which rows are visible, px. */
  readonly viewport: number;
}

/** Where the list stands: the first row of the canvas and the distance scrolled on it, px. */
export interface ScrollPlace {
  readonly base: number;
  readonly top: number;
}

/** Well below every browser's cap, at any zoom. */
export const MAX_CANVAS = 6_000_000;

/** Closer than this many viewports to an end of the canvas, the window moves on. */
const MARGIN = 3;

/** Rows on the canvas. */
export function canvasRows({ total, rowHeight }: ScrollWindow): number {
  return Math.min(total, Math.floor(MAX_CANVAS / rowHeight));
}

/** Distance the canvas can be scrolled, px. */
export function maxTop(list: ScrollWindow): number {
  return Math.max(0, canvasRows(list) * list.rowHeight - list.viewport);
}

/** The row at the upper edge, with the part of it that is scrolled away. */
export function topRow({ rowHeight }: ScrollWindow, { base, top }: ScrollPlace): number {
  return base + top / rowHeight;
}

/** The place at which a row (possibly with a fraction) is at the upper edge, as far as the list reaches. */
export function placeAt(list: ScrollWindow, row: number): ScrollPlace {
  const rows = canvasRows(list);
  const last = Math.max(0, list.total - list.viewport / list.rowHeight);
  const wanted = clamp(row, 0, last);
  const share = last === 0 ? 0 : wanted / last;
  const ideal = Math.round(share * (list.total - rows));
  // Whole rows only, and neither the row nor the end of the canvas may fall off it.
  const base = clamp(ideal, Math.ceil(wanted - maxTop(list) / list.rowHeight), Math.floor(wanted));
  return { base, top: clamp((wanted - base) * list.rowHeight, 0, maxTop(list)) };
}

/**
 * The place after the canvas was scrolled from `place` to `top`.
 * A leap chooses rows by proportion; a small movement keeps the window, unless it nears an end of the canvas that
 * is not an end of the list.
 */
export function scrolledTo(list: ScrollWindow, place: ScrollPlace, top: number): ScrollPlace {
  const moved = { base: place.base, top };
  if (canvasRows(list) === list.total) return { base: 0, top };
  const leap = Math.abs(top - place.top) > list.viewport;
  if (leap) return byProportion(list, top);
  return nearsFalseEnd(list, moved) ? placeAt(list, topRow(list, moved)) : moved;
}

/** The place with the same rows in sight at which the scrollbar stands where it should. */
export function settled(list: ScrollWindow, place: ScrollPlace): ScrollPlace {
  if (canvasRows(list) === list.total) return { base: 0, top: place.top };
  const atEnd = place.base === list.total - canvasRows(list) && place.top >= maxTop(list);
  return atEnd ? place : placeAt(list, topRow(list, place));
}

/** The place at which a row is wholly in sight, moving as little as possible. */
export function revealing(list: ScrollWindow, place: ScrollPlace, row: number): ScrollPlace {
  const first = topRow(list, place);
  const rowsInSight = list.viewport / list.rowHeight;
  if (row < first) return near(list, place, row);
  if (row + 1 > first + rowsInSight) return near(list, place, row + 1 - rowsInSight);
  return place;
}

/** `row` at the upper edge, on the present window when it holds it. */
function near(list: ScrollWindow, { base }: ScrollPlace, row: number): ScrollPlace {
  const top = (row - base) * list.rowHeight;
  const moved = { base, top };
  const fits = top >= 0 && top <= maxTop(list);
  return fits && !nearsFalseEnd(list, moved) ? moved : placeAt(list, row);
}

function byProportion(list: ScrollWindow, top: number): ScrollPlace {
  const reach = maxTop(list);
  const share = reach === 0 ? 0 : clamp(top, 0, reach) / reach;
  const rows = canvasRows(list);
  return { base: Math.round(share * (list.total - rows)), top };
}

function nearsFalseEnd(list: ScrollWindow, { base, top }: ScrollPlace): boolean {
  const margin = MARGIN * list.viewport;
  const upper = top < margin && base > 0;
  const lower = top > maxTop(list) - margin && base < list.total - canvasRows(list);
  return upper || lower;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), Math.max(min, max));
}
