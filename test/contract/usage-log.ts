/** A log of runs: one an hour of each worker, then many at once, one of them very large, and costs in two currencies. */
export function usageLog(): string {
  const start = Date.UTC(2026, 8, 20);
  const lines = ['created_at,member,worker,credits,cost,currency'];
  const line = (at: number, member: string, worker: string, credits: number, currency: string) =>
    lines.push(`${new Date(at).toISOString()},${member},${worker},${credits},0.1,${currency}`);
  for (let hour = 0; hour < 480; hour += 1) {
    const [member, currency] = hour % 2 === 0 ? ['dana@example.com', 'EUR'] : ['lee@example.com', 'USD'];
    line(start + hour * 3_600_000, member, hour % 3 === 0 ? 'Importer' : 'Writer', 1 + (hour % 4), currency);
  }
  for (let run = 0; run < 30; run += 1)
    line(start + 500 * 3_600_000 + run * 1_000, 'dana@example.com', 'Importer', run === 7 ? 900 : 2, 'EUR');
  return `${lines.join('\n')}\n`;
}
