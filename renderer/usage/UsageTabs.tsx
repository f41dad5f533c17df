import { type KeyboardEvent, memo } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo, Histogram, Summary } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import { CurrencyMenu } from './CurrencyMenu.tsx';
import { MeasureSwitch } from './MeasureSwitch.tsx';
import { TABS } from './tab-names.ts';
import styles from './UsageTabs.module.css';

/** The id of the panel that the tabs switch. */
export const USAGE_PANEL = 'usage-panel';

interface UsageTabsProps {
  readonly columns: readonly ColumnInfo[];
  /** Whose costs may be in several currencies; null before the first answer. */
  readonly histogram: Histogram | null;
  readonly summary: Summary | null;
}

/** The ways to look at the same usage. One stop of the Tab key; arrows change the tab. */
export const UsageTabs = memo(function UsageTabs({ columns, histogram, summary }: UsageTabsProps) {
  const { usage } = useServices();
  const shown = useStore(usage, (state) => state.tab);
  // In the tab Details only a drill-down measures anything.
  const isDrilled = useStore(usage, ({ drillDown }) => drillDown !== null);
  const at = TABS.findIndex(([tab]) => tab === shown);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const to = nextTab(event.key, at);
    const [tab] = TABS[to ?? -1] ?? [];
    if (to === null || tab === undefined) return;
    event.preventDefault();
    usage.setState({ tab });
    event.currentTarget.querySelectorAll('button')[to]?.focus();
  };
  return (
    <div className={styles.row}>
      <div className={styles.tabs} role="tablist" aria-label="Usage" onKeyDown={onKeyDown}>
        {TABS.map(([tab, label]) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`usage-tab-${tab}`}
            className={styles.tab}
            aria-selected={tab === shown}
            aria-controls={USAGE_PANEL}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => usage.setState({ tab })}
          >
            {label}
          </button>
        ))}
      </div>
      {(shown !== 'details' || isDrilled) && (
        <div className={styles.measure}>
          <CurrencyMenu histogram={histogram} summary={summary} />
          <MeasureSwitch columns={columns} />
        </div>
      )}
    </div>
  );
});

function nextTab(key: string, at: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % TABS.length;
    case 'ArrowLeft':
      return (at + TABS.length - 1) % TABS.length;
    case 'Home':
      return 0;
    case 'End':
      return TABS.length - 1;
    default:
      return null;
  }
}
