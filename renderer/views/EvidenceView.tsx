import { Button } from '@mantine/core';
import { useServices } from '../app/services-context.ts';
import { IndexPanel } from '../indexing/IndexPanel.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { VerifyPanel } from './VerifyPanel.tsx';

/** What can be handed over: today the filtered export, and the check of the workspace itself. */
export function EvidenceView() {
  const { view } = useServices();
  return (
    <div>
      <EmptyState
        wholePage
        title="Evidence is what a stranger can check."
        actions={<Button onClick={() => view.setState({ view: 'audit' })}>Go to the log to export</Button>}
      >
        <p>
          Tags, notes and signed bundles are not part of this version. What there is: every record cites its
          file by SHA-256 and line, an export states its rows, filter and SHA-256, and the check below
          recomputes every hash of this workspace.
        </p>
      </EmptyState>
      <VerifyPanel />
      <IndexPanel />
    </div>
  );
}
