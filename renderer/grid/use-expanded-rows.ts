import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import type { RowPages } from '../engine/row-pages.ts';
import type { ExpandedRow } from '../state/selection-store.ts';
import { RowHeights } from './row-heights.ts';

/** Height that is assumed until the event is drawn, px. */
const ASSUMED = 120;

/** The rows that are expanded, and the heights that come of it. */
export interface ExpandedRows {
  readonly heights: RowHeights;
  readonly isExpanded: (event: number) => boolean;
  /** Height last measured of what an event shows, px. */
  readonly heightOf: (event: number) => number | null;
  readonly onHeight: (event: number, height: number) => void;
}

/**
 * Which rows are expanded and how tall everything is.
 * @param version grows whenever rows were read
 */
export function useExpandedRows(
  pages: RowPages,
  total: number,
  rowHeight: number,
  version: number,
): ExpandedRows {
  const { selection } = useServices();
  const expanded = useStore(selection, (state) => state.expanded);
  const [measured, setMeasured] = useState<ReadonlyMap<number, number>>(new Map());

  const onHeight = useCallback((event: number, height: number) => {
    setMeasured((before) => (before.get(event) === height ? before : new Map(before).set(event, height)));
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may have moved the rows
  useEffect(() => {
    const found = refound(expanded, pages);
    if (found !== expanded) selection.setState({ expanded: found });
  }, [expanded, pages, version, selection]);

  const heights = useMemo(
    () =>
      new RowHeights(
        total,
        rowHeight,
        expanded.map(({ row, event }) => ({ row, height: measured.get(event) ?? ASSUMED })),
      ),
    [total, rowHeight, expanded, measured],
  );
  return {
    heights,
    isExpanded: (event) => expanded.some((row) => row.event === event),
    heightOf: (event) => measured.get(event) ?? null,
    onHeight,
  };
}

/** The expanded rows where they are now; one that is nowhere among the rows at hand is collapsed. */
function refound(expanded: readonly ExpandedRow[], pages: RowPages): readonly ExpandedRow[] {
  const isThere = ({ row, event }: ExpandedRow): boolean => {
    const shown = pages.row(row);
    return shown === undefined || shown.id === event;
  };
  if (expanded.every(isThere)) return expanded;
  return expanded
    .flatMap((row) => {
      const place = isThere(row) ? row.row : pages.placeOf(row.event);
      return place === null ? [] : [{ ...row, row: place }];
    })
    .sort((a, b) => a.row - b.row);
}
