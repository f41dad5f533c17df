import { Button } from '@mantine/core';
import { PanelRight } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { useScope } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { layOutColumns } from '../grid/column-layout.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChangesDiff } from './diff/ChangesDiff.tsx';
import { FieldsList } from './FieldsList.tsx';
import styles from './InlineDetail.module.css';
import { RequestDetails } from './RequestDetails.tsx';
import { hasDetail } from './request-line.ts';

interface InlineDetailProps {
  readonly id: number;
  /** Columns of the workspace, of which those on screen are left out below. */
  readonly known: readonly ColumnInfo[];
}

const FIRST_CHANGES = 20;
const JSON_LINES = 60;

/** An event inside the grid, below the line of its row: what that line has no room for. */
export function InlineDetail({ id, known }: InlineDetailProps) {
  const { selection, preferences, columns: choices, readAhead } = useServices();
  const opening = useStore(preferences, (state) => state.opening);
  const scope = useScope();
  const table = useLogTable();
  const choice = useStore(choices, (state) => state.choices[table]);
  const shown = useMemo(
    () => new Set(layOutColumns(known, scope, choice).map(({ ref }) => ref)),
    [known, scope, choice],
  );
  const { data, error, retry } = useEngineQuery('event', { id }, readAhead.event);
  if (error !== null)
    return <ErrorNotice what={`Event ${id} could not be read.`} error={error} onRetry={retry} />;
  if (data === null) return null;
  const { event, changes, resolvedActor } = data;
  return (
    <section className={styles.inline} aria-label={`Event ${id} in its row`}>
      {(changes.length > 0 || hasDetail(event.detail)) && (
        <div className={styles.evidence}>
          {changes.length > 0 && <ChangesDiff changes={changes} first={FIRST_CHANGES} />}
          {hasDetail(event.detail) && <RequestDetails detail={event.detail} lines={JSON_LINES} />}
        </div>
      )}
      <div className={styles.rest}>
        <FieldsList event={event} resolved={resolvedActor} leftOut={shown} />
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<PanelRight size={14} aria-hidden="true" />}
          onClick={() => selection.setState({ openEvent: id })}
        >
          Open beside the log
        </Button>
        {opening === 'row' && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              preferences.setState({ opening: 'pane' });
              selection.setState({ openEvent: id });
            }}
          >
            Always
          </Button>
        )}
      </div>
    </section>
  );
}
