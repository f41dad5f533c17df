import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import { clearAll } from '../../shared/filter/edit.ts';
import { useServices } from '../app/services-context.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** Errors that asking again does not mend: the question is what is wrong. */
const OF_THE_FILTER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_ARGUMENT',
  'BAD_QUERY',
  'UNKNOWN_FIELD',
  'UNKNOWN_SOURCE',
]);

interface LogFailureProps {
  readonly error: AppError;
  readonly onRetry: () => void;
}

/** Why the events of the filter are not there, and the way on. What the page says as a whole is not said twice. */
export function LogFailure({ error, onRetry }: LogFailureProps) {
  const { filter, workspace } = useServices();
  const unreachable = useStore(workspace, (state) => state.lost || state.info === null);
  const canUndo = useStore(filter, (state) => state.past.length > 0);
  if (unreachable || error.code === 'CANCELLED') return null;
  if (!OF_THE_FILTER.has(error.code)) {
    return <ErrorNotice what="The events could not be read." error={error} onRetry={onRetry} />;
  }
  return (
    <ErrorNotice
      what="This filter cannot be applied. What is still shown is from the filter before."
      error={error}
      actions={
        <>
          {canUndo && <Button onClick={filter.undo}>Undo the last change</Button>}
          <Button onClick={() => filter.apply(clearAll)}>Clear the filter</Button>
        </>
      }
    />
  );
}
