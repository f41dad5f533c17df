import { Button } from '@mantine/core';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import styles from './Imports.module.css';

interface ReplacedNoteProps {
  /** The source that was read anew. */
  readonly source: number | null;
  /** The one it was read in place of. */
  readonly former: number;
}

/** That an import replaced a source, with the way back as long as it stands. */
export function ReplacedNote({ source, former }: ReplacedNoteProps) {
  const { engine, notices } = useServices();
  const { data } = useEngineQuery('sources', {});
  if (data === null) return null;
  const stands = data.find(({ id }) => id === former)?.withdrawn?.inFavourOf === source;
  if (!stands) return <p className={styles.muted}>Undone: source {former} is no longer replaced by it.</p>;
  const undo = () => notices.watch('It was not undone.', engine.restoreSource({ source: former }));
  return (
    <div className={styles.choice}>
      <span>Read in place of source {former}, which is withdrawn.</span>
      <Button onClick={undo}>Undo</Button>
    </div>
  );
}
