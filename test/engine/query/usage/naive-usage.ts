import type { Measure } from '../../../../shared/domain/measures.ts';
import { type Row, total } from '../aggregate/naive-aggregates.ts';
import { inOneCurrency } from '../aggregate/naive-costs.ts';

/** Usage questions answered event by event, as plainly as possible: what the engine is held against. */

const textOf = (row: Row, by: string): string | null => {
  const value = row[by as keyof Row] ?? null;
  return typeof value === 'string' ? value : null;
};

/** Every pair of values with its sum; values without a line of their own are in one together. */
export function naiveCell(
  rows: readonly Row[],
  measure: Measure,
  isIn: (row: Row) => boolean,
  wanted: string | null | undefined,
): { readonly value: number | null; readonly events: number } {
  const priced = inOneCurrency(rows, measure, wanted);
  const members = rows.filter(isIn);
  return {
    value: members.length === 0 && measure !== 'events' ? null : total(members.map(priced.of), measure),
    events: members.length,
  };
}

/** Amounts by value of a field, ascending. */
function grouped(rows: readonly Row[], by: string, amountOf: (row: Row) => number): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = textOf(row, by);
    if (key === null || !(amountOf(row) > 0)) continue;
    groups.set(
      key,
      [...(groups.get(key) ?? []), amountOf(row)].sort((a, b) => a - b),
    );
  }
  return groups;
}

/** The smallest amount that at least a share of all are not above. */
function rank(amounts: readonly number[], share: number): number {
  return amounts.find((_, at) => (at + 1) / amounts.length >= share) ?? Number.NaN;
}

/** Median, and the factor of it within which half of all amounts are. */
function boundOf(amounts: readonly number[]): number {
  const median = rank(amounts, 0.5);
  const factors = amounts.map((amount) => Math.max(amount / median, median / amount));
  return (
    median *
    Math.max(
      4,
      rank(
        factors.toSorted((a, b) => a - b),
        0.5,
      ) ** 5,
    )
  );
}

/** The places of events beyond the bound of one of their subjects, with the subjects. */
export function naiveOutliers(
  rows: readonly Row[],
  by: readonly string[],
  amountOf: (row: Row) => number,
): Map<number, string[]> {
  const all = rows
    .map(amountOf)
    .filter((amount) => amount > 0)
    .sort((a, b) => a - b);
  const found = new Map<number, string[]>();
  for (const name of by) {
    const groups = grouped(rows, name, amountOf);
    rows.forEach((row, place) => {
      const key = textOf(row, name);
      if (key === null || !(amountOf(row) > 0)) return;
      const own = groups.get(key) ?? [];
      const compared = own.length < 20 ? all : own;
      if (compared.length >= 20 && amountOf(row) > boundOf(compared))
        found.set(place, [...(found.get(place) ?? []), `${name} ${key}`]);
    });
  }
  return found;
}

export interface NaiveBurst {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly executions: number;
  readonly events: number;
  readonly peak: number;
  readonly usual: number;
}

/** Bursts of one field: every entry looks back over the window that ends with it. */
export function naiveBursts(rows: readonly Row[], by: string, length: number, period: number): NaiveBurst[] {
  const runs = rows
    .filter(({ time, requests }) => typeof time === 'number' && (requests == null || Number(requests) > 0))
    .map((row) => ({ key: textOf(row, by), time: Number(row.time), executions: Number(row.requests ?? 1) }))
    .filter((run): run is typeof run & { key: string } => run.key !== null);
  const within = (own: typeof runs, end: number) =>
    own.filter(({ time }) => time > end - length && time <= end);
  const peaksOf = (own: typeof runs) => {
    const peaks = new Map<number, number>();
    for (const { time } of own) {
      const at = Math.floor(time / period);
      peaks.set(at, Math.max(peaks.get(at) ?? 0, within(own, time).length));
    }
    return [...peaks.values()].sort((a, b) => a - b);
  };
  const keys = [...new Set(runs.map(({ key }) => key))];
  const of = (key: string) => runs.filter((run) => run.key === key);
  const all = keys.flatMap((key) => peaksOf(of(key))).sort((a, b) => a - b);
  return keys.flatMap((key): NaiveBurst[] => {
    const own = of(key);
    const peaks = peaksOf(own).length < 8 ? all : peaksOf(own);
    if (peaks.length < 8) return [];
    const [median, quartile] = [rank(peaks, 0.5), rank(peaks, 0.75)];
    const chance = median + Math.max(0.5, quartile - median) * Math.log2(Math.max(1, all.length * 10));
    const ends = [...new Set(own.map(({ time }) => time))]
      .sort((a, b) => a - b)
      .filter((end) => {
        const entries = within(own, end).length;
        return entries >= 5 && entries > 3 * median && entries > chance;
      });
    const stretches: { from: number; to: number; peak: number }[] = [];
    for (const end of ends) {
      const from = Math.min(...within(own, end).map(({ time }) => time));
      const last = stretches.at(-1);
      const peak = within(own, end).length;
      if (last !== undefined && from - last.to <= 6 * length) {
        last.to = end;
        last.peak = Math.max(last.peak, peak);
      } else stretches.push({ from, to: end, peak });
    }
    return stretches.map(({ from, to, peak }) => {
      const members = own.filter(({ time }) => time >= from && time <= to);
      const executions = members.reduce((sum, run) => sum + run.executions, 0);
      return { key, from, to, executions, events: members.length, peak, usual: median };
    });
  });
}
