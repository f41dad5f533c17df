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
): { readonly value: number | null; readonly events: number } {
  const priced = inOneCurrency(rows);
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

/** Bursts of one field: every event looks back over the window that ends with it. */
export function naiveBursts(rows: readonly Row[], by: string, length: number): NaiveBurst[] {
  const runs = rows
    .filter(({ time }) => typeof time === 'number')
    .map((row) => ({
      key: textOf(row, by),
      time: Number(row.time),
      executions: row.requests == null ? 1 : Math.max(0, Number(row.requests)),
    }))
    .filter((run): run is typeof run & { key: string } => run.key !== null);
  const windowsOf = (own: typeof runs) => {
    const windows = new Map<number, number>();
    for (const { time, executions } of own) {
      const window = Math.floor(time / length);
      if (executions > 0) windows.set(window, (windows.get(window) ?? 0) + executions);
    }
    return [...windows.values()];
  };
  const keys = [...new Set(runs.map(({ key }) => key))];
  const of = (key: string) => runs.filter((run) => run.key === key);
  const all = keys.flatMap((key) => windowsOf(of(key))).sort((a, b) => a - b);
  return keys.flatMap((key): NaiveBurst[] => {
    const own = of(key);
    const ownWindows = windowsOf(own).sort((a, b) => a - b);
    const windows = ownWindows.length < 8 ? all : ownWindows;
    if (windows.length < 8) return [];
    const median = rank(windows, 0.5);
    const threshold = Math.max(10, 5 * median, 2 * rank(windows, 0.95));
    const within = (end: number) => own.filter(({ time }) => time > end - length && time <= end);
    const sum = (some: typeof own) => some.reduce((all_, { executions }) => all_ + executions, 0);
    const hot = [...new Set(own.map(({ time }) => time))].sort((a, b) => a - b);
    const ends = hot.filter((end) => sum(within(end)) >= threshold);
    const stretches: { from: number; to: number; peak: number }[] = [];
    for (const end of ends) {
      const from = Math.min(...within(end).map(({ time }) => time));
      const last = stretches.at(-1);
      const peak = sum(within(end));
      if (last !== undefined && from <= last.to) {
        last.to = end;
        last.peak = Math.max(last.peak, peak);
      } else stretches.push({ from, to: end, peak });
    }
    return stretches.map(({ from, to, peak }) => {
      const members = own.filter(({ time }) => time >= from && time <= to);
      return { key, from, to, executions: sum(members), events: members.length, peak, usual: median };
    });
  });
}
