/**
 * Where the time of a long job goes, by named spans. Off unless a benchmark switches it on; put a span around the
 * work of a batch or a block, never of a row. Each thread has spans of its own: one that works for another passes
 * {@link takeSpans} on with its results, and the other one adds them.
 */

/** What was spent under one name. */
export interface Span {
  readonly name: string;
  /** Milliseconds within this span and not within one inside it. */
  readonly ms: number;
  readonly times: number;
}

interface Spent {
  ms: number;
  times: number;
}

/** Null while nothing is recorded. */
let spent: Map<string, Spent> | null = null;

/** Milliseconds of the spans inside the one that is open. */
let inside = 0;

/** Records spans of this thread from now on, beginning with none. */
export function recordSpans(): void {
  spent = new Map();
  inside = 0;
}

/** Whether spans are recorded, for whoever starts a thread that should record them too. */
export function spansRecorded(): boolean {
  return spent !== null;
}

/** Does some work; the time it takes counts under `name`, and not under the span around it. */
export function span<T>(name: string, work: () => T): T {
  if (spent === null) return work();
  const outer = inside;
  inside = 0;
  const start = performance.now();
  try {
    return work();
  } finally {
    const total = performance.now() - start;
    add(name, total - inside, 1);
    inside = outer + total;
  }
}

/** Waits for something others do, such as a disk; what this thread does meanwhile counts under no other span. */
export async function waitSpan<T>(name: string, awaited: Promise<T>): Promise<T> {
  if (spent === null) return awaited;
  const start = performance.now();
  try {
    return await awaited;
  } finally {
    add(name, performance.now() - start, 1);
  }
}

/** Takes what was recorded, longest first, and begins anew. */
export function takeSpans(): Span[] {
  const taken = Array.from(spent ?? [], ([name, { ms, times }]) => ({ name, ms, times }));
  spent?.clear();
  return taken.sort((a, b) => b.ms - a.ms);
}

/** Adds what another thread recorded; under its own names, after `prefix`. */
export function addSpans(spans: readonly Span[], prefix = ''): void {
  for (const { name, ms, times } of spans) add(prefix + name, ms, times);
}

function add(name: string, ms: number, times: number): void {
  if (spent === null) return;
  const known = spent.get(name);
  if (known === undefined) spent.set(name, { ms, times });
  else {
    known.ms += ms;
    known.times += times;
  }
}
