import { Button } from '@mantine/core';
import { useServices } from '../app/services-context.ts';
import { newWorkspace, openWorkspace } from '../app/workspace-commands.ts';
import { EmptyState } from '../ui/EmptyState.tsx';

/** Nothing is open: where events would be, the way to some. */
export function NoWorkspaceView() {
  const services = useServices();
  const { canSwitchWorkspace } = services.shellInfo;
  return (
    <EmptyState
      wholePage
      title="No workspace is open."
      actions={
        canSwitchWorkspace ? (
          <>
            <Button variant="filled" onClick={() => openWorkspace(services)}>
              Open workspace…
            </Button>
            <Button onClick={() => newWorkspace(services)}>New workspace…</Button>
          </>
        ) : (
          <Button variant="filled" onClick={() => void services.workspace.refresh()}>
            Look again
          </Button>
        )
      }
    >
      <p>
        A workspace is one file that holds imported logs, with all that was found in them.
        {!canSwitchWorkspace && ' Start Trailglass with one: trailglass serve -w case.trailglass'}
      </p>
    </EmptyState>
  );
}
