import type { Hole } from '../../../shared/api/contract.ts';
import { formatInstant, toIso } from '../../../shared/time/format.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/time/zone.ts';
import type { QuietRule, QuietStretch } from './quiet-stretches.ts';
import type { Span } from './source-records.ts';

/**
 * The stretches of a log that are worth a question, in order of time.
 * @param covered spans of its exports, merged, ascending
 */
export function holesOf(rule: QuietRule, covered: readonly Span[], zone: string): Hole[] {
  return rule.long().flatMap((stretch): Hole[] => {
    const inside = covered.some(({ from, to }) => from <= stretch.from && to >= stretch.to);
    if (!(inside ? rule.isUnusual(stretch) : rule.isUncovered(stretch) || rule.isUnusual(stretch))) return [];
    const kind = inside ? 'inside' : 'between';
    return [
      {
        kind,
        from: toIso(stretch.from),
        to: toIso(stretch.to),
        seconds: (stretch.to - stretch.from) / SECOND,
        emptyDays: stretch.emptyDays,
        message: messageOf(kind, stretch, rule, zone),
      },
    ];
  });
}

/** Overlapping and touching spans as one, ascending. */
export function mergedSpans(spans: readonly Span[]): Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

function messageOf(kind: Hole['kind'], stretch: QuietStretch, rule: QuietRule, zone: string): string {
  const shown = (at: number): string => formatInstant(at, zone, { precision: 'second' });
  const length = durationText(stretch.to - stretch.from);
  const where = `between ${shown(stretch.from)} and ${shown(stretch.to)}`;
  const { longestSeconds, period } = rule.usual;
  const usual =
    longestSeconds === null || period === null
      ? ''
      : ` The longest quiet stretch of a usual ${period} of this log is ${durationText(longestSeconds * SECOND)}.`;
  const days =
    stretch.missesDay && stretch.emptyDays > 0
      ? ` It holds ${stretch.emptyDays === 1 ? 'a whole day' : `${stretch.emptyDays} whole days`} without events, where this log usually has some.`
      : '';
  if (kind === 'between') {
    return `No export covers the ${length} ${where}.${usual} An export of this time is missing, or nothing happened.`;
  }
  return `No events for ${length} ${where}, inside an export that reaches across it.${usual}${days} Records may have been removed or never written, or nothing happened.`;
}

/** `3 days 4 hours`, `12 minutes`, `5 seconds`: the two largest units. */
export function durationText(micros: number): string {
  const units = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
    ['second', SECOND],
  ] as const;
  const parts: string[] = [];
  let rest = Math.max(0, micros);
  for (const [name, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.length === 0 ? 'less than a second' : parts.join(' ');
}
