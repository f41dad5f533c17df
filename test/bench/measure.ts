/** Wall-clock milliseconds of several runs. */
export interface Timing {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
}

/** Summarises milliseconds; percentiles are by nearest rank. Null of none. */
export function timing(milliseconds: readonly number[]): Timing | null {
  if (milliseconds.length === 0) return null;
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const ranked = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { runs: sorted.length, median: ranked(0.5), p95: ranked(0.95), min: ranked(0) };
}
