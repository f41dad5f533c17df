import type { Histogram } from '../../../shared/api/contract.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { toIso } from '../../../shared/time/format.ts';
import { exactSum } from '../../../shared/usage/exact.ts';
import { INTERVAL } from '../../../shared/usage/forecast.ts';
import type { Unit } from '../../../shared/usage/group-value.ts';
import type { BarSpan } from '../../histogram/bars.ts';
import { boundsText, type MarkedBars, shareText } from '../../histogram/strip-text.ts';
import { formatPercent } from '../../ui/numbers.ts';
import type { Drawing } from './over-time-drawing.ts';
import { expectedBySlot } from './over-time-slots.ts';
import { amountOf, estimateOf, intervalText } from './over-time-text.ts';

/** A further line of what is said about marked points. */
export interface MarkedLine {
  readonly name: string;
  readonly amount: string;
  readonly about: string;
}

/** What marked points hold, exactly, beside what else is known of their time. */
export interface MarkedPeriod {
  readonly marked: MarkedBars;
  readonly more: readonly MarkedLine[];
}

/**
 * Describes marked points, or a slot of the forecast; null where there is neither.
 * @param before the period before, point by point; null when it is not shown
 */
export function markedPeriod(
  histogram: Histogram,
  drawing: Drawing,
  before: Histogram | null,
  unit: Unit,
  span: BarSpan,
): MarkedPeriod | null {
  const { points, series } = histogram;
  const { slots, total, runningTotals, known } = drawing;
  const bounds = [slots.bounds[span.first], slots.bounds[span.last + 1]] as const;
  if (bounds[0] === undefined || bounds[1] === undefined) return null;
  // Points outside the log are not known to be nothing.
  const among = points.slice(Math.max(span.first, known.first), Math.min(span.last + 1, known.last));
  const unknown = span.last < known.first ? 'Before the log' : 'Not yet';
  const value = exactSum(among.map((point) => point.value));
  const parts = series.map(({ label }, at) => {
    const part = exactSum(among.map(({ values = [] }) => values[at] ?? 0));
    return { part, told: { at, label, amount: amountOf(part, unit), share: shareText(part, value) } };
  });
  const running = runningTotals[span.last];
  const more = [
    ...(drawing.running && running !== undefined
      ? [{ name: 'Running total', amount: amountOf(running, unit), about: '' }]
      : []),
    ...beforeLine(before, unit, span),
    ...expectedLine(drawing, unit, span),
  ];
  return {
    marked: {
      amount: among.length === 0 ? unknown : amountOf(value, unit),
      share: among.length === 0 ? '–' : shareText(value, total),
      bounds: boundsText(toIso(bounds[0]), toIso(bounds[1])),
      series: parts.flatMap(({ part, told }) => (part === 0 ? [] : [told])).reverse(),
    },
    more,
  };
}

function beforeLine(before: Histogram | null, unit: Unit, span: BarSpan): readonly MarkedLine[] {
  const among = before?.points.slice(span.first, span.last + 1) ?? [];
  const [first, last] = [among[0], among.at(-1)];
  if (first === undefined || last === undefined) return [];
  const amount = amountOf(exactSum(among.map(({ value }) => value)), unit);
  return [{ name: 'Period before', amount, about: boundsText(first.from, last.to) }];
}

function expectedLine({ slots }: Drawing, unit: Unit, { first, last }: BarSpan): readonly MarkedLine[] {
  const [from, to, begin] = [slots.bounds[first], slots.bounds[last + 1], slots.forecast?.coming[0]?.from];
  if (slots.forecast === null || from === undefined || to === undefined || begin === undefined) return [];
  if (expectedBySlot(slots)[last] == null) return [];
  const total = slots.forecast.expected(Math.max(from, begin), to);
  const about = slots.byHour
    ? 'its day spread evenly over its hours'
    : `${formatPercent(INTERVAL)} interval ${intervalText(total, unit)}`;
  return [{ name: 'Still expected', amount: `about ${estimateOf(total.expected, total, unit)}`, about }];
}

/** The same as one line, for those who hear it. */
export function markedText({ marked, more }: MarkedPeriod): string {
  const parts = marked.series.map(({ label, amount }) => `${visibleText(label)} ${amount}`);
  const further = more.map(({ name, amount, about }) =>
    [`${name} ${amount}`, about].filter((part) => part !== '').join(', '),
  );
  return [`${marked.amount}, ${marked.share} of all, ${marked.bounds}`, ...parts, ...further].join('; ');
}
