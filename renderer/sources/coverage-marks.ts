import type { TimeSpan } from '../../shared/api/contract.ts';
import { parseInstant } from '../../shared/time/format.ts';

/** A part of an axis, in percent of it. */
export interface Mark {
  readonly left: number;
  readonly width: number;
}

/** Things on an axis that stand too near to each other to be pointed at one by one. */
export interface MarkGroup<T> extends Mark {
  readonly items: readonly T[];
}

/** An axis of time, µs UTC. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

/** A span of the contract in numbers. */
export function axisOf({ from, to }: TimeSpan): Axis {
  return { from: parseInstant(from, 'UTC'), to: parseInstant(to, 'UTC') };
}

/** Where a span lies on an axis. */
export function markOf(axis: Axis, span: TimeSpan): Mark {
  const length = Math.max(1, axis.to - axis.from);
  const { from, to } = axisOf(span);
  const left = ((from - axis.from) / length) * 100;
  return { left, width: Math.max(0, ((to - from) / length) * 100) };
}

/**
 * Groups what would overlap when each is at least so wide.
 * @param least percent of the axis
 */
export function groupMarks<T extends TimeSpan>(
  axis: Axis,
  spans: readonly T[],
  least: number,
): MarkGroup<T>[] {
  const groups: { left: number; width: number; items: T[] }[] = [];
  for (const span of spans) {
    const { left, width } = widened(markOf(axis, span), least);
    const last = groups.at(-1);
    if (last !== undefined && left < last.left + last.width) {
      last.width = Math.max(last.left + last.width, left + width) - last.left;
      last.items.push(span);
    } else groups.push({ left, width, items: [span] });
  }
  return groups;
}

function widened({ left, width }: Mark, least: number): Mark {
  if (width >= least) return { left, width };
  const start = Math.min(Math.max(0, left - (least - width) / 2), 100 - least);
  return { left: start, width: least };
}
