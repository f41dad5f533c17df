import type { GroupField } from './group-field.ts';

/**
 * The first groups in the order of a breakdown: by value, descending unless it is said otherwise; without a value last;
 * ties by key. Keys are compared only where values tie.
 * @param codes the groups that have events
 * @param values their values, at the same places; NaN is none
 */
export function firstGroups(
  field: GroupField,
  codes: Uint32Array,
  values: Float64Array,
  limit: number,
  isDescending = true,
): number[] {
  const compare = isDescending ? descending : ascending;
  return firstInOrder(field, codes, limit, (a, b) =>
    compare(values[a] ?? Number.NaN, values[b] ?? Number.NaN),
  );
}

/**
 * The first groups in an order of their places in `codes`; ties go by key. Of many groups only the first are ever sorted.
 */
export function firstInOrder(
  field: GroupField,
  codes: Uint32Array,
  limit: number,
  compare: (a: number, b: number) => number,
): number[] {
  const order = (a: number, b: number) => compare(a, b) || field.compare(codes[a] ?? 0, codes[b] ?? 0);
  const places = limit < codes.length ? smallest(codes.length, limit, order) : Array.from(codes.keys());
  return places.sort(order).map((place) => codes[place] ?? 0);
}

function descending(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : b - a;
}

function ascending(a: number, b: number): number {
  return Number.isNaN(a) || Number.isNaN(b) ? descending(a, b) : a - b;
}

/** The `limit` numbers below `count` that come first in an order: a heap with the last of them on top. */
function smallest(count: number, limit: number, order: (a: number, b: number) => number): number[] {
  const heap: number[] = [];
  if (limit === 0) return heap;
  for (let place = 0; place < count; place += 1) {
    if (heap.length < limit) {
      heap.push(place);
      rise(heap, heap.length - 1, order);
    } else if (order(place, heap[0] ?? 0) < 0) {
      heap[0] = place;
      sink(heap, order);
    }
  }
  return heap;
}

function rise(heap: number[], from: number, order: (a: number, b: number) => number): void {
  const moved = heap[from] ?? 0;
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] ?? 0;
    if (order(moved, above) <= 0) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = moved;
}

function sink(heap: number[], order: (a: number, b: number) => number): void {
  const moved = heap[0] ?? 0;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const later = right < heap.length && order(heap[right] ?? 0, heap[left] ?? 0) > 0 ? right : left;
    const below = heap[later] ?? 0;
    if (order(below, moved) <= 0) break;
    heap[at] = below;
    at = later;
  }
  heap[at] = moved;
}
