/** 1990-01-01 and 2100-01-01 in seconds. Numbers outside, in whatever unit, are not taken for times. */
const FIRST_SECOND = 631_152_000;
const END_SECOND = 4_102_444_800;

const EPOCH = /^(\d{9,19})(?:\.(\d+))?$/;

/**
 * Reads seconds, milliseconds, microseconds or nanoseconds since the epoch, told apart by their size: the four
 * ranges from 1990 to 2100 do not overlap. A smaller number, such as an offset from the start of a trace, is
 * not a time.
 * @returns microseconds; null when the text is none
 */
export function readEpoch(text: string): number | null {
  const match = EPOCH.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  for (const decimals of [6, 3, 0]) {
    const perSecond = 10 ** (6 - decimals);
    const value = Number(whole);
    if (value < FIRST_SECOND * perSecond || value >= END_SECOND * perSecond) continue;
    return (
      value * 10 ** decimals +
      (decimals === 0 ? 0 : Number(fraction.slice(0, decimals).padEnd(decimals, '0')))
    );
  }
  const micros = Number(whole.slice(0, -3));
  return micros >= FIRST_SECOND * 1e6 && micros < END_SECOND * 1e6 ? micros : null;
}
