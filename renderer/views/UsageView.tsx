import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type LogOnScreen, LogOnScreenContext } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import type { FacetButton } from '../filters/FilterRow.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { ReviewButton } from '../usage/review/ReviewButton.tsx';
import { useRankingQuestion } from '../usage/tabs/use-ranking-question.ts';
import { UsagePanel } from '../usage/UsagePanel.tsx';
import { UsageStrip } from '../usage/UsageStrip.tsx';
import { UsageTabs } from '../usage/UsageTabs.tsx';
import { usageAsks } from '../usage/usage-asks.ts';
import { usageMeasure } from '../usage/use-usage-measure.ts';
import { type LogParts, LogView } from './LogView.tsx';

const FACETS: readonly FacetButton[] = [
  { field: 'actor', label: 'Members' },
  { field: 'reason', label: 'Reasons' },
  { field: 'model', label: 'Models' },
  { field: 'byok', label: 'BYOK' },
  { field: 'provider', label: 'Provider' },
  { field: 'apiKey', label: 'API key' },
  { field: 'worker', label: 'AI worker' },
  { field: 'entryPoint', label: 'Entry point' },
  { field: 'workspaceName', label: 'Workspace' },
  { field: 'tenant', label: 'Tenant' },
];

const ACTIONS = <ReviewButton />;

/** The rows of the tab Details have columns of their own. */
const DETAILS: LogOnScreen = { table: 'details', filter: null };

/** Calendar months and totals, tabs, and what the chosen tab shows. */
function arrange(parts: LogParts): ReactNode {
  return (
    <>
      <UsageStrip summary={parts.data?.summary ?? null} late={parts.late} columns={parts.columns} />
      <UsageTabs
        columns={parts.columns}
        histogram={parts.data?.histogram ?? null}
        summary={parts.data?.summary ?? null}
      />
      <UsagePanel {...parts} />
    </>
  );
}

/** What was consumed: AI calls, worker runs and generations, with their totals over the filter. */
export function UsageView() {
  const { usage } = useServices();
  const { tab, measure, allMembers, currency } = useStore(
    usage,
    useShallow(({ tab, measure, allMembers, currency }) => ({ tab, measure, allMembers, currency })),
  );
  const ranking = useRankingQuestion(tab);
  return (
    <LogOnScreenContext value={tab === 'details' ? DETAILS : null}>
      <LogView
        label="Usage events"
        facets={FACETS}
        actions={ACTIONS}
        folded
        asks={(columns) => {
          const chosen = usageMeasure(columns, measure);
          const asked =
            ranking === null
              ? usageAsks(tab, chosen, allMembers)
              : { breakdowns: ranking(chosen), measure: chosen };
          return { ...asked, currency };
        }}
        only="events"
        arrange={arrange}
        nothingInScope={<NoUsageEvents />}
      />
    </LogOnScreenContext>
  );
}

function NoUsageEvents() {
  const { view, workspace } = useServices();
  const audit = useStore(workspace, (state) => state.info?.auditEvents ?? 0);
  return (
    <EmptyState
      title="This workspace holds no usage events."
      actions={
        audit > 0 && (
          <Button variant="filled" onClick={() => view.setState({ view: 'audit' })}>
            Show the {formatCountOf(audit, 'audit event')}
          </Button>
        )
      }
    >
      <p>
        Usage events are AI calls, worker runs and generations with their tokens, credits and cost. Import a
        usage export to see them.
      </p>
    </EmptyState>
  );
}
