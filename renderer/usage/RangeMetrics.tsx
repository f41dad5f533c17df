import { memo, type ReactNode } from 'react';
import type { Summary } from '../../shared/api/contract.ts';
import { costsOf, measureOf } from '../../shared/usage/group-value.ts';
import { formatCount, formatCountOf, formatDecimal, formatMoney } from '../ui/numbers.ts';
import styles from './UsageStrip.module.css';

interface Metric {
  readonly label: string;
  readonly value: string;
  /** Beneath it, a line each. */
  readonly notes: readonly string[];
  readonly about: string;
}

interface RangeMetricsProps {
  /** Null before the first answer. */
  readonly summary: Summary | null;
  /** Whether the totals are those of an older filter, and the new ones take their time. */
  readonly late: boolean;
}

/** Totals of the usage events in the filter. The money measures stand side by side and are never added. */
export const RangeMetrics = memo(function RangeMetrics({ summary, late }: RangeMetricsProps) {
  return (
    <dl className={styles.metrics} aria-label="Totals of this range" aria-busy={late} data-late={late}>
      {metricsOf(summary).map(({ label, value, notes, about }) => (
        <div key={label} title={[about, ...notes].join('\n')}>
          <dt>{label}</dt>
          <dd className={styles.value}>{value}</dd>
          {shownNotes(notes).map(
            (note): ReactNode => (
              <dd key={note} className={styles.note}>
                {note}
              </dd>
            ),
          )}
        </div>
      ))}
    </dl>
  );
});

/** As many lines as there is room for. */
function shownNotes(notes: readonly string[]): readonly string[] {
  return notes.length <= 2 ? notes : [notes[0] ?? '', `+ ${notes.length - 1} currencies`];
}

function metricsOf(summary: Summary | null): readonly Metric[] {
  const count = (value: number | null | undefined): string => (value == null ? '–' : formatCount(value));
  const sums = summary ?? { ...NOTHING, events: 0 };
  const { inputTokens, outputTokens } = sums;
  const isUndated = summary !== null && summary.undated > 0;
  return [
    {
      label: 'Total Requests',
      value: count(sums.requests),
      notes: [
        summary === null ? '' : formatCountOf(summary.events, 'call'),
        ...(isUndated ? [`${formatCount(summary.undated)} undated`] : []),
      ],
      about: 'Executions in this filter. A call may stand for several.',
    },
    {
      label: 'Total Tokens',
      value: count(measureOf(sums, TOKENS)),
      notes:
        inputTokens === null && outputTokens === null
          ? []
          : [`${count(inputTokens)} in`, `${count(outputTokens)} out`],
      about: `Input ${count(inputTokens)}, output ${count(outputTokens)}`,
    },
    {
      label: 'Total Cost',
      ...money(sums, 'cost'),
      about: 'Cost charged by the platform. Neither credits nor BYOK cost are part of it.',
    },
    {
      label: 'Credits',
      value: sums.credits === null ? '–' : formatDecimal(sums.credits),
      notes: [],
      about: 'Credits consumed; calls with an own provider key consume none',
    },
    {
      label: 'BYOK cost',
      ...money(sums, 'byokCost'),
      about: 'Provider cost of bring-your-own-key calls, not part of credits or cost',
    },
    {
      label: 'Unique Users',
      value: count(summary?.actors),
      notes: [],
      about: 'Distinct actors in this filter; System and Unknown user count as one each',
    },
    {
      label: 'Unique Models',
      value: count(summary?.models),
      notes: [],
      about: 'Distinct models in this filter',
    },
  ];
}

const TOKENS = { measure: 'tokens', currency: null, mixed: false } as const;

/**
 * Amounts rounded to what is paid, with every digit beneath where that leaves any out. Currencies stand one beneath
 * the other and are never added.
 */
function money({ costs }: Pick<Summary, 'costs'>, of: 'cost' | 'byokCost'): Pick<Metric, 'value' | 'notes'> {
  const [first, ...others] = costsOf(costs, of);
  if (first === undefined) return { value: '–', notes: [] };
  const rounded = formatMoney(Number(first.amount.toFixed(2)), first.currency);
  const exact = formatMoney(first.amount, first.currency);
  if (others.length === 0) return { value: rounded, notes: exact === rounded ? [] : [exact] };
  return {
    value: exact,
    notes: others.map(
      ({ amount, currency }) => `${formatMoney(amount, currency)}${currency === null ? ' (none named)' : ''}`,
    ),
  };
}

const NOTHING = {
  requests: null,
  inputTokens: null,
  outputTokens: null,
  credits: null,
  cost: null,
  byokCost: null,
  costs: [],
} as const;
