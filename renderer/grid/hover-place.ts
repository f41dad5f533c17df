/** Size of the pair of buttons over a cell, px; the style sheet draws them so. */
export const HOVER_BUTTONS = { width: 50, height: 22 } as const;

/** Px between the buttons and the edge of their cell. */
const GAP = 4;

/** Edges of a box, px. */
export interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the buttons go: inside their cell where it is blank, else outside of it. */
export interface HoverPlace {
  readonly left: number;
  readonly top: number;
  readonly inside: boolean;
}

/**
 * A place for the buttons of a cell that hides nothing of it: behind its text, before it, or above the cell, and below
 * it where the headings are above.
 * @param cell what is in sight of the cell
 * @param content what is drawn in it; empty where nothing is
 * @param highest upper edge of the rows in sight
 */
export function hoverPlace(cell: Edges, content: Edges, highest: number): HoverPlace {
  const { width, height } = HOVER_BUTTONS;
  const room = width + 2 * GAP;
  const middle = (cell.top + cell.bottom - height) / 2;
  const behind = cell.right - GAP - width;
  if (cell.right - Math.max(cell.left, content.right) >= room)
    return { left: behind, top: middle, inside: true };
  if (content.left - cell.left >= room) return { left: cell.left + GAP, top: middle, inside: true };
  const above = cell.top - height;
  return { left: Math.max(cell.left, behind), top: above >= highest ? above : cell.bottom, inside: false };
}
