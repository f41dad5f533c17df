import { MIN_COLUMN_WIDTH } from './edit-columns.ts';

/** Room beside the text of a cell, px. */
const PADDING = 26;

/** The width in px at which the cells of a column that are on screen show all they hold. */
export function fittingWidth(grid: HTMLElement | null, column: number): number {
  const cells = grid?.querySelectorAll<HTMLElement>(
    `[data-column="${column}"], th[aria-colindex="${column + 1}"] button`,
  );
  const widths = Array.from(cells ?? [], contentWidth);
  return Math.max(MIN_COLUMN_WIDTH, ...widths) + PADDING;
}

function contentWidth(cell: HTMLElement): number {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const drawn = range.getBoundingClientRect().width;
  const hidden = Array.from(cell.children, (child) => child.scrollWidth - child.clientWidth);
  return (
    Math.max(drawn, cell.scrollWidth - PADDING) + hidden.reduce((sum, width) => sum + Math.max(0, width), 0)
  );
}
