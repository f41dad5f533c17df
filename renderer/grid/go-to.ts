import type { Sort } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import { AppError } from '../../shared/errors.ts';
import { addClause } from '../../shared/filter/edit.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { type Moment, parseMoment } from '../../shared/time/format.ts';

/** Where someone wants to go: a row by its number, from 1, or a time. */
export type Target = { readonly kind: 'row'; readonly number: number } | Moment;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** As the grid shows times: `30 Oct 2026 14:05:11.204`, with or without clock and `UTC`. */
const SHOWN = /^(\d{1,2}) (\p{L}{3})\p{L}* (\d{4})(?: (\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/u;

/** Reads a row number, an ISO date or time, or a time as the grid shows it; null when it is none of them. */
export function readTarget(text: string, zone: string): Target | null {
  const trimmed = text.trim();
  const digits = trimmed.replace(/^row\s+|[\s,.'’]/gi, '');
  if (/^\d{1,15}$/.test(digits) && !/^\d+[.]\d+$/.test(trimmed)) {
    return { kind: 'row', number: Number(digits) };
  }
  const inUtc = / UTC$/.test(trimmed);
  const bare = trimmed.replace(/ UTC$/, '');
  try {
    return parseMoment(isoOfShown(bare) ?? bare, inUtc ? 'UTC' : zone);
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_ARGUMENT') return null;
    throw error;
  }
}

function isoOfShown(text: string): string | null {
  const [, day = '', month = '', year, clock] = SHOWN.exec(text) ?? [];
  const at = MONTHS.indexOf(month.toLowerCase());
  if (year === undefined || at < 0) return null;
  const date = `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return clock === undefined ? date : `${date}T${clock.padStart(5, '0')}`;
}

/**
 * The row of a moment in time order: going down from the newest, the first event at or before it, of a day its last;
 * going up from the oldest, the first event at or after it. May be one beyond the last row.
 */
export async function rowOfMoment(
  engine: Pick<RemoteEngine, 'summary'>,
  filter: Filter,
  { descending }: Pick<Sort, 'descending'>,
  moment: Moment,
): Promise<number> {
  const day = moment.kind === 'day' ? moment : { from: moment.at, to: moment.at + 1 };
  const passed = descending
    ? { min: { value: day.to, inclusive: true }, max: null }
    : { min: null, max: { value: day.from, inclusive: false } };
  const { events } = await engine.summary({
    filter: addClause(filter, { kind: 'range', field: 'time', ...passed }),
  });
  return events;
}
