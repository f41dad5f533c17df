import { CircleAlert, CircleCheck, CirclePause, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { Source } from '../../shared/domain/source.ts';
import { formatCountOf } from '../ui/numbers.ts';
import styles from './Sources.module.css';

const MARKS = {
  importing: { Icon: LoaderCircle, text: 'Importing' },
  imported: { Icon: CircleCheck, text: 'Imported' },
  interrupted: { Icon: CirclePause, text: 'Interrupted' },
  failed: { Icon: CircleAlert, text: 'Failed' },
} as const;

/** State of a source, with the number of things noticed on the way. */
export function SourceStatusMark({ source }: { readonly source: Source }) {
  const { Icon, text } = MARKS[source.status];
  return (
    <span className={styles.status} data-status={source.status}>
      <Icon size={14} aria-hidden="true" />
      {text}
      {source.warnings.length > 0 && (
        <span className={styles.warnings}>
          <TriangleAlert size={14} aria-hidden="true" />
          {formatCountOf(source.warnings.length, 'warning')}
        </span>
      )}
    </span>
  );
}
