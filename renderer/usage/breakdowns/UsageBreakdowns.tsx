import { memo } from 'react';
import type { Breakdown, ColumnInfo, Summary } from '../../../shared/api/contract.ts';
import type { Measure } from '../../../shared/domain/measures.ts';
import { hasMeasure } from '../use-usage-measure.ts';
import { BreakdownPanel } from './BreakdownPanel.tsx';
import styles from './Breakdowns.module.css';
import { type BreakdownKind, FIRST_BREAKDOWNS, FURTHER_BREAKDOWNS, MEMBERS } from './breakdown-kinds.ts';
import { MemberPanel } from './MemberPanel.tsx';

interface BreakdownsProps {
  /** The answers to what the overview asked; null before the first. */
  readonly breakdowns: readonly Breakdown[] | null;
  readonly summary: Summary | null;
  readonly measure: Measure;
  readonly late: boolean;
  readonly columns: readonly ColumnInfo[];
}

/** Side by side: what for, with what, by whom. */
export const FirstBreakdowns = memo(function FirstBreakdowns({ columns, ...props }: BreakdownsProps) {
  return (
    <div className={styles.row} data-low>
      {FIRST_BREAKDOWNS.map((kind) => (
        <BreakdownPanel key={kind.field} {...panelOf(kind, props)} />
      ))}
      <MemberPanel {...panelOf(MEMBERS, props)} hasCredits={hasMeasure(columns, 'credits')} />
    </div>
  );
});

/** By every other field that the logs have; those that no event has are named in one line. */
export const FurtherBreakdowns = memo(function FurtherBreakdowns({ columns, ...props }: BreakdownsProps) {
  const has = ({ field }: BreakdownKind): boolean =>
    columns.some(({ ref, filled }) => ref === field && filled > 0);
  const missing = FURTHER_BREAKDOWNS.filter((kind) => !has(kind));
  const shown = FURTHER_BREAKDOWNS.filter(has);
  return (
    <>
      <div className={styles.row} data-panels={shown.length}>
        {shown.map((kind) => (
          <BreakdownPanel key={kind.field} {...panelOf(kind, props)} isWide={shown.length === 1} />
        ))}
      </div>
      {missing.length > 0 && (
        <p className={styles.missing}>
          No event of these logs has {missing.map(({ one }) => `a value for ${one}`).join(', or ')}.
        </p>
      )}
    </>
  );
});

function panelOf(
  kind: BreakdownKind,
  { breakdowns, summary, measure, late }: Omit<BreakdownsProps, 'columns'>,
) {
  const breakdown = breakdowns?.find(({ by, measure: of }) => by === kind.field && of === measure) ?? null;
  return { kind, breakdown, summary, measure, late };
}
