import type { Summary } from '../../shared/api/contract.ts';
import { formatCount, formatDecimal, formatMoney } from '../ui/numbers.ts';
import styles from './Views.module.css';

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly about: string;
}

interface UsageFiguresProps {
  readonly summary: Summary | null;
  /** Whether the totals are those of an older filter, and the new ones take their time. */
  readonly late: boolean;
}

/** Totals of the usage events in the filter. The money measures stand side by side and are never added. */
export function UsageFigures({ summary, late }: UsageFiguresProps) {
  return (
    <dl className={styles.figures} aria-label="Totals of this range" aria-busy={late} data-late={late}>
      {figuresOf(summary).map(({ label, value, about }) => (
        <div key={label} title={about}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function figuresOf(summary: Summary | null): readonly Figure[] {
  const shown = (value: number | null | undefined, format: (value: number) => string): string =>
    value === null || value === undefined ? '–' : format(value);
  const { inputTokens = null, outputTokens = null } = summary ?? {};
  const tokens =
    inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0);
  const money = (value: number): string => formatMoney(Number(value.toFixed(2)), null);
  return [
    {
      label: 'Total Requests',
      value: shown(summary?.requests, formatCount),
      about: 'Executions in this filter',
    },
    {
      label: 'Total Tokens',
      value: shown(tokens, formatCount),
      about: `Input ${shown(inputTokens, formatCount)}, output ${shown(outputTokens, formatCount)}`,
    },
    {
      label: 'Total Cost',
      value: shown(summary?.cost, money),
      about: `Cost charged by the platform: ${shown(summary?.cost, formatDecimal)}`,
    },
    {
      label: 'Credits',
      value: shown(summary?.credits, formatDecimal),
      about: 'Credits consumed; calls with an own provider key consume none',
    },
    {
      label: 'BYOK cost',
      value: shown(summary?.byokCost, money),
      about: `Provider cost of bring-your-own-key calls, not part of credits or cost: ${shown(summary?.byokCost, formatDecimal)}`,
    },
    {
      label: 'Unique Users',
      value: shown(summary?.actors, formatCount),
      about: 'Distinct actors in this filter',
    },
    {
      label: 'Unique Models',
      value: shown(summary?.models, formatCount),
      about: 'Distinct models in this filter',
    },
  ];
}
