import { Button } from '@mantine/core';
import { memo } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../app/services-context.ts';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { ShareBar } from '../../charts/ShareBar.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { useHints } from '../../ui/use-hints.tsx';
import { unitLabel } from '../measured-text.ts';
import type { PanelProps } from './BreakdownPanel.tsx';
import styles from './Breakdowns.module.css';
import { partsTable } from './breakdown-data.ts';
import { MemberTable, TOP_MEMBERS } from './MemberTable.tsx';
import { usePanel } from './use-panel.ts';

interface MemberPanelProps extends PanelProps {
  /** Whether any event of the logs has credits. */
  readonly hasCredits: boolean;
}

/** Members by what they used: the top five of them, or all, and a bar that folds those of lower rank. */
export const MemberPanel = memo(function MemberPanel(props: MemberPanelProps) {
  const { kind, breakdown, summary, measure, late, hasCredits } = props;
  const { usage } = useServices();
  const all = useStore(usage, (state) => state.allMembers);
  const { unit, parts, segments, legend, notes, pick, data } = usePanel(kind, breakdown, summary, measure);
  const { handlers, hint } = useHints();
  const label = unitLabel(unit);
  const total = breakdown?.total ?? 0;
  return (
    <ChartFrame
      title={kind.title}
      about={kind.about}
      table={parts.length === 0 ? null : partsTable(kind, unit, parts)}
      data={data}
      part="by member"
      notes={notes}
      legend={legend}
      late={late}
    >
      {total === 0 ? (
        <p className={styles.nothing}>{breakdown !== null && 'No member used anything under this filter.'}</p>
      ) : (
        <div {...handlers}>
          <ShareBar segments={segments} label={`${label} by ${kind.one}`} onPick={pick} />
          <MemberTable breakdown={breakdown} unit={unit} parts={parts} all={all} hasCredits={hasCredits} />
          {total > TOP_MEMBERS && (
            <Button
              variant="subtle"
              className={styles.more}
              aria-expanded={all}
              onClick={() => usage.setState({ allMembers: !all })}
            >
              {all ? `Show top ${TOP_MEMBERS}` : `Show all (${formatCount(total)})`}
            </Button>
          )}
          {hint}
        </div>
      )}
    </ChartFrame>
  );
});
