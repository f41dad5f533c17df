import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../../../shared/errors.ts';

const QUARTER = 900_000_000;
const MAX_CACHED = 200_000;

/**
 * The offset of a zone at local times. Zones change on quarter hours at the finest, so one answer serves all
 * times of a quarter hour; asking the time-zone data for each record would cost more than all other work on it.
 * A local time that occurs twice (clocks set back) is taken as the earlier one; one that does not occur
 * (clocks set forward) is taken with the offset before the change.
 */
export class ZoneOffsets {
  readonly zone: string;
  readonly #cache = new Map<number, number>();

  /** @throws BAD_ARGUMENT for a zone the time-zone data does not know */
  constructor(zone: string) {
    this.zone = zone;
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    } catch {
      throw new AppError(
        'BAD_ARGUMENT',
        `There is no time zone ${zone}. Give an IANA name such as Europe/Berlin, or UTC.`,
      );
    }
  }

  /** Instant of a local time, both in microseconds since the epoch. */
  toInstant(local: number): number {
    if (this.zone === 'UTC') return local;
    const quarter = Math.floor(local / QUARTER);
    let offset = this.#cache.get(quarter);
    if (offset === undefined) {
      offset = offsetAt(this.zone, quarter * QUARTER);
      if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
      this.#cache.set(quarter, offset);
    }
    return local - offset;
  }
}

/** Microseconds east of UTC. */
function offsetAt(zone: string, local: number): number {
  const plain = Temporal.Instant.fromEpochMilliseconds(local / 1000)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();
  const instant = plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  return local - instant * 1000;
}
