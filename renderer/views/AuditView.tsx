import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { TOP_ACTIONS, TopActions } from '../cards/TopActions.tsx';
import type { FacetButton } from '../filters/FilterRow.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { type LogAsks, type LogParts, LogView } from './LogView.tsx';

const FACETS: readonly FacetButton[] = [
  { field: 'action', label: 'Action' },
  { field: 'actor', label: 'Actor' },
  { field: 'resource', label: 'Resource' },
  { field: 'workspaceName', label: 'Workspace' },
];

const ASKS: LogAsks = { breakdowns: [TOP_ACTIONS], measure: 'events' };

/** The histogram, the most frequent actions, the log. */
function arrange({ data, late, strip, failure, log }: LogParts): ReactNode {
  return (
    <>
      {strip}
      <TopActions
        actions={data?.breakdowns[0] ?? null}
        late={late}
        coloured={data?.histogram?.by === 'action'}
      />
      {failure}
      {log}
    </>
  );
}

/** Who did what; on request beside every usage event, in one time line. */
export function AuditView() {
  const { view } = useServices();
  const scope = useStore(view, (state) => state.auditScope);
  return (
    <LogView
      label={scope === 'audit' ? 'Audit events' : 'All events'}
      facets={FACETS}
      asks={() => ASKS}
      arrange={arrange}
      leading={
        <SegmentedControl
          aria-label="Events"
          data={[
            { value: 'audit', label: 'Audit events' },
            { value: 'all', label: 'All events' },
          ]}
          value={scope}
          onChange={(value) => view.setState({ auditScope: value === 'all' ? 'all' : 'audit' })}
        />
      }
      nothingInScope={<NoAuditEvents />}
    />
  );
}

function NoAuditEvents() {
  const { view, workspace } = useServices();
  const usage = useStore(workspace, (state) => state.info?.usageEvents ?? 0);
  return (
    <EmptyState
      title="This workspace holds no audit events."
      actions={
        usage > 0 && (
          <Button variant="filled" onClick={() => view.setState({ view: 'usage' })}>
            Show the {formatCountOf(usage, 'usage event')}
          </Button>
        )
      }
    >
      <p>
        Audit events say who changed what: members, roles, models, keys, settings. Import an audit log to see
        them.
      </p>
    </EmptyState>
  );
}
