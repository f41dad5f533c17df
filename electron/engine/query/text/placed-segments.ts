import { AppError } from '../../../../shared/errors.ts';
import type { IndexSegment } from '../../store/index-segments.ts';
import type { Stretch } from './mark-column.ts';
import type { TextSource } from './text-source.ts';

/** A segment of the index and the positions of its events, as far as they are loaded. */
export interface PlacedSegment extends Stretch {
  readonly segment: IndexSegment;
}

/** The segments in the order of their positions, without what was stored since the columns were loaded. */
export function placedSegments({ columns, segments }: TextSource): PlacedSegment[] {
  const placed: PlacedSegment[] = [];
  for (const segment of segments) {
    const first = columns.positionOf(segment.firstEvent);
    if (first < 0 || first >= columns.count) continue;
    placed.push({ segment, first, count: Math.min(segment.count, columns.count - first) });
  }
  return placed;
}

/** The segment that a position belongs to. */
export function segmentAt(placed: readonly PlacedSegment[], position: number): PlacedSegment {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((placed[middle]?.first ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  const segment = placed[low - 1];
  if (segment !== undefined && position < segment.first + segment.count) return segment;
  throw new AppError('INTERNAL', `The column index has no event at position ${position}.`);
}
