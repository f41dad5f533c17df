import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import type { UsageMeasure, UsageTab } from '../state/usage-store.ts';
import type { LogParts } from '../views/LogView.tsx';
import { DrillDownPane } from './drill-down/DrillDownPane.tsx';
import { DetailsTab } from './tabs/details/DetailsTab.tsx';
import { RankingTab } from './tabs/RankingTab.tsx';
import { UsageOverview } from './UsageOverview.tsx';
import styles from './UsagePanel.module.css';
import { USAGE_PANEL } from './UsageTabs.tsx';
import { useUsageMeasure } from './use-usage-measure.ts';

/** What the chosen tab shows, with what is looked at by itself beside it. */
export function UsagePanel(parts: LogParts) {
  const { usage } = useServices();
  const tab = useStore(usage, (state) => state.tab);
  const measure = useUsageMeasure(parts.columns);
  return (
    <div className={styles.split}>
      <div id={USAGE_PANEL} className={styles.panel} role="tabpanel" aria-labelledby={`usage-tab-${tab}`}>
        {contentOf(tab, measure, parts)}
      </div>
      <DrillDownPane columns={parts.columns} />
    </div>
  );
}

function contentOf(tab: UsageTab, measure: UsageMeasure, parts: LogParts): ReactNode {
  switch (tab) {
    case 'details':
      return <DetailsTab measure={measure} {...parts} />;
    case 'user':
    case 'worker':
      return <RankingTab key={tab} tab={tab} measure={measure} {...parts} />;
    default:
      return <UsageOverview {...parts} />;
  }
}
