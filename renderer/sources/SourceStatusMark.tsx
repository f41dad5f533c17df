import { CircleAlert, CircleCheck, CirclePause, EyeOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { Source } from '../../shared/domain/source.ts';
import { formatCountOf } from '../ui/numbers.ts';
import styles from './Sources.module.css';

const MARKS = {
  importing: { Icon: LoaderCircle, text: 'Importing' },
  imported: { Icon: CircleCheck, text: 'Imported' },
  interrupted: { Icon: CirclePause, text: 'Interrupted' },
  failed: { Icon: CircleAlert, text: 'Failed' },
  withdrawn: { Icon: EyeOff, text: 'Withdrawn' },
} as const;

/** State of a source, with the number of things noticed on the way. */
export function SourceStatusMark({ source }: { readonly source: Source }) {
  // A source that is read in place of another stays withdrawn until it is whole.
  const running = source.status === 'importing';
  const status = source.withdrawn === null || running ? source.status : 'withdrawn';
  const { Icon, text } = MARKS[status];
  return (
    <span className={styles.status} data-status={status}>
      <Icon size={14} aria-hidden="true" />
      {text}
      {source.withdrawn === null && source.warnings.length > 0 && (
        <span className={styles.warnings}>
          <TriangleAlert size={14} aria-hidden="true" />
          {formatCountOf(source.warnings.length, 'warning')}
        </span>
      )}
    </span>
  );
}
