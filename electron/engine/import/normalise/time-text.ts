import type { DateOrder } from '../../../../shared/domain/source.ts';
import { type CivilTime, isCivilTime, microsOf } from './civil-time.ts';
import { readEpoch } from './epoch-time.ts';
import { readIsoTime } from './iso-time.ts';
import { readWrittenTime } from './written-time.ts';
import type { ZoneOffsets } from './zone-offsets.ts';

const MICROS_PER_MINUTE = 60_000_000;

/** No written form of a time is longer; longer text is not taken apart. */
const MAX_LENGTH = 100;

/** Reads the times of one column. */
export class TimeReader {
  /** Times read so far that named no zone. */
  zoneless = 0;
  readonly #zone: ZoneOffsets;
  readonly #order: DateOrder | null;
  readonly #civil = newCivilTime();

  /** @param order of day and month in this column; null when its times are not written in that form */
  constructor(zone: ZoneOffsets, order: DateOrder | null) {
    this.#zone = zone;
    this.#order = order;
  }

  /** Microseconds since the epoch; null when the text is not a time. */
  read(text: string): number | null {
    const civil = this.#civil;
    if (!readIsoTime(text, civil)) {
      if (text.length > MAX_LENGTH) return null;
      const trimmed = text.trim();
      const epoch = readEpoch(trimmed);
      if (epoch !== null) return epoch;
      if (!readIsoTime(trimmed, civil) && !readWrittenTime(trimmed, this.#order, civil)) return null;
    }
    if (!isCivilTime(civil)) return null;
    const micros = microsOf(civil);
    if (civil.offsetMinutes !== null) return micros - civil.offsetMinutes * MICROS_PER_MINUTE;
    this.zoneless += 1;
    return this.#zone.toInstant(micros);
  }
}

const probe = newCivilTime();

/** Whether a text is a time in any form, whatever the order of day and month. */
export function looksLikeTime(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const trimmed = text.trim();
  if (trimmed.length < 6) return false;
  if (readEpoch(trimmed) !== null) return true;
  return isTimeIn(trimmed, 'mdy') || isTimeIn(trimmed, 'dmy') || isTimeIn(trimmed, 'ymd');
}

function isTimeIn(text: string, order: DateOrder): boolean {
  return (readIsoTime(text, probe) || readWrittenTime(text, order, probe)) && isCivilTime(probe);
}

function newCivilTime(): CivilTime {
  return { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, micros: 0, offsetMinutes: null };
}
