/** Milliseconds of each run, sorted. */
export interface Timing {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Summarises wall-clock milliseconds. */
export function timing(milliseconds: readonly number[]): Timing {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  return { runs: sorted.length, median: at(sorted, 0.5), p95: at(sorted, 0.95), min: at(sorted, 0) };
}

/** Times `work` once for each element of `inputs` after `warmUps` uncounted calls on the first ones. */
export async function timeEach<T>(
  inputs: readonly T[],
  warmUps: number,
  work: (input: T) => unknown,
): Promise<Timing> {
  for (const input of inputs.slice(0, warmUps)) await work(input);
  const milliseconds: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    await work(input);
    milliseconds.push(performance.now() - start);
  }
  return timing(milliseconds);
}
