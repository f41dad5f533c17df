import type { CSSProperties } from 'react';
import type { GridColumn } from './column-layout.ts';

/** Width of the strip with the chevrons, px. */
export const GUTTER = 24;

/** So much of the sight stays free for columns that scroll, px. */
const FREE = 160;

/** Where columns stand, for one width of the grid on screen. */
export interface GridTracks {
  /** Distance of each frozen column from the left edge, px; null for those that scroll. */
  readonly lefts: readonly (number | null)[];
  /** Width of everything that stays at the left, px. */
  readonly frozenWidth: number;
  readonly style: CSSProperties;
}

/**
 * How many columns are frozen in so much width: as far as they leave room for others, since in a narrow window they
 * would hide everything else.
 */
export function frozenColumns(columns: readonly GridColumn[], sightWidth: number): number {
  let edge = GUTTER;
  const free = columns.findIndex(({ frozen, width }) => {
    edge += width;
    return !frozen || edge + FREE > sightWidth;
  });
  return free < 0 ? columns.length : free;
}

/** Tracks of the columns, the first of which are frozen. The same in any width, so that another one lays out no row anew. */
export function layOutTracks(columns: readonly GridColumn[], frozen: number, rowHeight: number): GridTracks {
  let edge = GUTTER;
  const lefts = columns.map(({ width }, at) => {
    if (at >= frozen) return null;
    const left = edge;
    edge += width;
    return left;
  });
  const last = columns.length - 1;
  const tracks = columns.map(({ width }, at) => (at === last ? `minmax(${width}px, 1fr)` : `${width}px`));
  const sum = columns.reduce((total, { width }) => total + width, GUTTER);
  return {
    lefts,
    frozenWidth: edge,
    style: {
      '--columns': [`${GUTTER}px`, ...tracks].join(' '),
      '--gutter': `${GUTTER}px`,
      '--grid-width': `${sum}px`,
      '--row-height': `${rowHeight}px`,
    } as CSSProperties,
  };
}

/** Attributes of a cell or heading that stays at the left. */
export function frozenAt(
  lefts: GridTracks['lefts'],
  at: number,
): { readonly 'data-frozen': 'yes' | 'last'; readonly style: { readonly left: number } } | null {
  const left = lefts[at] ?? null;
  if (left === null) return null;
  return { 'data-frozen': (lefts[at + 1] ?? null) === null ? 'last' : 'yes', style: { left } };
}

/** Scrolls sideways so far that a column is in sight, beside the frozen ones. */
export function revealColumn(
  scroller: HTMLElement | null,
  column: number,
  { lefts, frozenWidth }: GridTracks,
): void {
  const heading = scroller?.querySelector<HTMLElement>(`th[aria-colindex="${column + 1}"]`);
  if (scroller === null || heading === null || heading === undefined || lefts[column] !== null) return;
  const left = heading.offsetLeft;
  const right = left + heading.offsetWidth;
  if (left - frozenWidth < scroller.scrollLeft) scroller.scrollLeft = left - frozenWidth;
  else if (right > scroller.scrollLeft + scroller.clientWidth) {
    scroller.scrollLeft = Math.min(left - frozenWidth, right - scroller.clientWidth);
  }
}
