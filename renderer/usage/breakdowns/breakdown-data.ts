import type { Breakdown } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import type { Unit } from '../../../shared/usage/group-value.ts';
import type { Part } from '../../../shared/usage/shares.ts';
import type { ChartCell, ChartTable } from '../../charts/chart-table.ts';
import { unitLabel } from '../measured-text.ts';
import type { BreakdownKind } from './breakdown-kinds.ts';

/** The parts of a breakdown as a table. */
export function partsTable(kind: BreakdownKind, unit: Unit, parts: readonly Part[]): ChartTable {
  const label = unitLabel(unit);
  return {
    caption: `${label} by ${kind.one} under the filter`,
    columns: [
      { title: titleOf(kind), kind: 'text' },
      { title: label, kind: MEASURES[unit.measure].kind },
      { title: 'Share', kind: 'share' },
    ],
    rows: parts.map((part) => [partName(part), part.value, part.share]),
  };
}

const SUMS = ['events', 'requests', 'inputTokens', 'outputTokens', 'credits'] as const;
const COSTS = ['cost', 'byokCost'] as const;

/** Every group of a breakdown with all its sums; costs have a column for each currency. */
export function groupsTable(kind: BreakdownKind, { groups }: Breakdown): ChartTable {
  const currencies = [...new Set(groups.flatMap(({ costs }) => costs.map(({ currency }) => currency)))];
  const costs = COSTS.flatMap((of) => currencies.map((currency) => ({ of, currency })));
  return {
    caption: `Usage by ${kind.one} under the filter`,
    columns: [
      { title: titleOf(kind), kind: 'text' },
      { title: 'Key', kind: 'text' },
      ...SUMS.map((measure) => ({ title: MEASURES[measure].label, kind: MEASURES[measure].kind })),
      ...costs.map(({ of, currency }) => ({
        title: currency === null ? MEASURES[of].label : `${MEASURES[of].label} (${currency})`,
        kind: 'decimal' as const,
      })),
    ],
    rows: groups.map((group): ChartCell[] => [
      group.label,
      group.key,
      ...SUMS.map((measure) => group[measure]),
      ...costs.map(({ of, currency }) => group.costs.find((one) => one.currency === currency)?.[of] ?? null),
    ]),
  };
}

function titleOf({ one }: BreakdownKind): string {
  return one.charAt(0).toUpperCase() + one.slice(1);
}

/** "Other (12)", where it stands for several. */
export function partName({ kind, label, groups }: Part): string {
  return kind === 'other' ? `${label} (${groups.toLocaleString('en-US')})` : label;
}
