import { Button } from '@mantine/core';
import { EyeOff } from 'lucide-react';
import type { Source, SourceWithdrawal } from '../../shared/domain/source.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { formatTime } from '../grid/cell-value.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import coverageStyles from './Coverage.module.css';
import styles from './Sources.module.css';

interface WithdrawnNoteProps {
  readonly source: Source;
  readonly withdrawn: SourceWithdrawal;
}

/** Who withdrew a source, what is read in its place, and what that means. */
export function WithdrawnNote({ source, withdrawn: { at, by, inFavourOf } }: WithdrawnNoteProps) {
  const { view } = useServices();
  const zone = useZone();
  return (
    <div className={styles.withdrawn} role="note">
      <EyeOff className={styles.withdrawnIcon} size={14} aria-hidden="true" />
      <p>
        Withdrawn on {formatTime(parseInstant(at, 'UTC'), zone)} by <LogText text={by} />.{' '}
        {inFavourOf !== null && (
          <>
            <button
              type="button"
              className={coverageStyles.link}
              onClick={() => view.setState({ source: inFavourOf })}
            >
              Source {inFavourOf}
            </button>{' '}
            is read in its place.{' '}
          </>
        )}
        Its {formatCountOf(source.imported, 'event')} stay stored and verified, and are in no view, count or
        export.
      </p>
    </div>
  );
}

/** Withdraws a source, or takes it in again: each is the way back from the other. */
export function StandingButton({ source }: { readonly source: Source }) {
  const { engine, notices } = useServices();
  if (source.status === 'importing') return null;
  if (source.withdrawn === null) {
    const withdraw = () =>
      notices.watch('The source was not withdrawn.', engine.withdrawSource({ source: source.id }));
    return (
      <Button onClick={withdraw} title="Leaves its events out of every view, count and export">
        Withdraw
      </Button>
    );
  }
  if (source.status !== 'imported') return null; // it was not read to its end
  const restore = () =>
    notices.watch('The source was not restored.', engine.restoreSource({ source: source.id }));
  return (
    <Button variant="filled" onClick={restore}>
      Restore
    </Button>
  );
}
