/** What a number format makes of a number: a day, a time of day, both, a duration, or still a number. */
export type DateFormat = 'date' | 'time' | 'date-time' | 'duration' | null;

/**
 * Formats that have a number and no code, ECMA-376 part 1 §18.8.30: 14 to 17 are dates, 18 to 21 times, 22 both, 45 and 47
 * minutes and seconds, 46 hours that go on beyond 24. 27 to 36 and 50 to 58 are dates of East Asian versions.
 */
function builtIn(id: number): DateFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return 'time';
  if (id === 22) return 'date-time';
  return id === 46 ? 'duration' : null;
}

/** Literal text, escaped and padding characters, and brackets (colours, conditions, locales) but elapsed time. */
const NOT_CODE = /"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;
const ELAPSED = /\[(?:h+|m+|s+)\]/i;

/**
 * What a format does.
 * @param id its number
 * @param code what it is written as; undefined for one that is built in
 */
export function dateFormatOf(id: number, code: string | undefined): DateFormat {
  if (code === undefined) return builtIn(id);
  const [first = ''] = code.replace(NOT_CODE, '').split(';');
  if (ELAPSED.test(first)) return 'duration';
  if (/general|[0#?@]/i.test(first.replace(/\.0+/g, ''))) return null; // `ss.000` has zeros and is a time
  const hasClock = /[hs]/i.test(first);
  // Beside hours or seconds, `m` and `mm` are minutes.
  const hasDay = /[dy]|m{3}/i.test(first) || (!hasClock && /m/i.test(first));
  if (hasClock) return hasDay ? 'date-time' : 'time';
  return hasDay ? 'date' : null;
}
