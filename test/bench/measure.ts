/** Wall-clock milliseconds of several runs. */
export interface Timing {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
}

/** Summarises milliseconds; percentiles are by nearest rank. */
export function timing(milliseconds: readonly number[]): Timing {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const ranked = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { runs: sorted.length, median: ranked(0.5), p95: ranked(0.95), min: ranked(0) };
}

/** Times `work` once for each input, after one uncounted run on `warmUp`. */
export async function timeEach<T>(
  inputs: readonly T[],
  warmUp: T,
  work: (input: T) => Promise<void>,
): Promise<Timing> {
  await work(warmUp);
  const milliseconds: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    await work(input);
    milliseconds.push(performance.now() - start);
  }
  return timing(milliseconds);
}
