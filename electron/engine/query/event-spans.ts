/** A stretch of contiguous ids. */
interface Stretch {
  readonly firstEvent: number;
  readonly count: number;
}

/** A stretch and the position of its first event. */
interface Span extends Stretch {
  readonly position: number;
}

/** Which event stands at which position: events are numbered from 0 in the order of their ids, which may have gaps. */
export class EventSpans {
  /** Events altogether. */
  readonly count: number;
  readonly #spans: readonly Span[];

  /** @param stretches in the order of their ids, without overlaps */
  constructor(stretches: Iterable<Stretch>) {
    const spans: { firstEvent: number; count: number; position: number }[] = [];
    let position = 0;
    for (const { firstEvent, count } of stretches) {
      const last = spans.at(-1);
      if (last !== undefined && last.firstEvent + last.count === firstEvent) last.count += count;
      else spans.push({ firstEvent, count, position });
      position += count;
    }
    this.#spans = spans;
    this.count = position;
  }

  /** Whether every event has the position it has in `earlier`, which may have fewer. */
  continues(earlier: EventSpans): boolean {
    if (this.count < earlier.count) return false;
    return earlier.#spans.every((span, index) => {
      const own = this.#spans[index];
      const isLast = index === earlier.#spans.length - 1;
      return (
        own?.firstEvent === span.firstEvent && (isLast ? own.count >= span.count : own.count === span.count)
      );
    });
  }

  /** The id at a position below {@link count}. */
  idAt(position: number): number {
    const { firstEvent, position: start } = this.#lastWhere((span) => span.position <= position) ?? ORIGIN;
    return firstEvent + position - start;
  }

  /** The position of an id; -1 when there is no such event. */
  positionOf(id: number): number {
    const span = this.#lastWhere(({ firstEvent }) => firstEvent <= id);
    return span !== undefined && id < span.firstEvent + span.count
      ? span.position + id - span.firstEvent
      : -1;
  }

  /** The last span for which something holds that holds for a first part of all. */
  #lastWhere(holds: (span: Span) => boolean): Span | undefined {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const span = this.#spans[middle];
      if (span !== undefined && holds(span)) low = middle + 1;
      else high = middle;
    }
    return this.#spans[low - 1];
  }
}

const ORIGIN: Span = { firstEvent: 1, count: 0, position: 0 };
