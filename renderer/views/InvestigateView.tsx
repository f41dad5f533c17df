import { Button } from '@mantine/core';
import { useServices } from '../app/services-context.ts';
import { EmptyState } from '../ui/EmptyState.tsx';

/** What this view is for, and how its question is answered today. */
export function InvestigateView() {
  const { view } = useServices();
  return (
    <EmptyState
      wholePage
      title="Investigate lines usage up with the changes around it."
      actions={
        <Button variant="filled" onClick={() => view.setState({ view: 'audit', auditScope: 'all' })}>
          Show all events in one time line
        </Button>
      }
    >
      <p>
        Candidate causes of a spike and the effect of a change are not computed in this version. What answers
        the question now: audit and usage events in one time line, sorted by time.
      </p>
      <p>
        Brush the histogram around the moment, or open the menu of any row and choose “Time around this
        event”. The filter stays when you change to another view.
      </p>
    </EmptyState>
  );
}
