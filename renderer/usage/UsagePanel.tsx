import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import type { LogParts } from '../views/LogView.tsx';
import { UsageOverview } from './UsageOverview.tsx';
import styles from './UsagePanel.module.css';
import { USAGE_PANEL } from './UsageTabs.tsx';

/** What the chosen tab shows, with what is looked at by itself beside it. */
export function UsagePanel(parts: LogParts) {
  const { usage } = useServices();
  const tab = useStore(usage, (state) => state.tab);
  return (
    <div className={styles.split}>
      <div id={USAGE_PANEL} className={styles.panel} role="tabpanel" aria-labelledby={`usage-tab-${tab}`}>
        {contentOf(tab, parts)}
      </div>
    </div>
  );
}

function contentOf(tab: string, parts: LogParts): ReactNode {
  switch (tab) {
    case 'details':
      return (
        <>
          {parts.strip}
          {parts.failure}
          {parts.log}
        </>
      );
    default:
      return <UsageOverview {...parts} />;
  }
}
