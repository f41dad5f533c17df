import { useStore } from 'zustand';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { MEASURES } from '../../shared/domain/measures.ts';
import { useServices } from '../app/services-context.ts';
import { USAGE_MEASURES, type UsageMeasure } from '../state/usage-store.ts';

/** What is measured by while nothing was chosen, or the choice is not in the logs; the first that is. */
const PREFERRED: readonly UsageMeasure[] = ['credits', 'cost', 'tokens', 'requests'];

/** Columns that hold a measure. */
const COLUMNS_OF: Readonly<Record<UsageMeasure, readonly string[]>> = {
  requests: ['requests'],
  tokens: ['inputTokens', 'outputTokens'],
  credits: ['credits'],
  cost: ['cost'],
  byokCost: ['byokCost'],
};

/** Whether any event has a measure. */
export function hasMeasure(columns: readonly ColumnInfo[], measure: UsageMeasure): boolean {
  return COLUMNS_OF[measure].some((name) => columns.some(({ ref, filled }) => ref === name && filled > 0));
}

/** What usage is measured by: what was chosen, else the first that the logs have. */
export function usageMeasure(columns: readonly ColumnInfo[], chosen: UsageMeasure | null): UsageMeasure {
  if (chosen !== null && hasMeasure(columns, chosen)) return chosen;
  return PREFERRED.find((measure) => hasMeasure(columns, measure)) ?? 'requests';
}

/** {@link usageMeasure} of the view. */
export function useUsageMeasure(columns: readonly ColumnInfo[]): UsageMeasure {
  return usageMeasure(
    columns,
    useStore(useServices().usage, (state) => state.measure),
  );
}

/** The choices, with those no event has last known as such. */
export function measureChoices(
  columns: readonly ColumnInfo[],
): readonly { readonly measure: UsageMeasure; readonly label: string; readonly there: boolean }[] {
  return USAGE_MEASURES.map((measure) => ({
    measure,
    label: MEASURES[measure].label,
    there: hasMeasure(columns, measure),
  }));
}
