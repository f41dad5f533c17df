import { CircleAlert, CircleCheck, CirclePause, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { Source } from '../../../shared/domain/source.ts';
import styles from './sources.module.css';

const MARKS = {
  importing: { Icon: LoaderCircle, colour: 'var(--text-muted)', text: 'Importing' },
  imported: { Icon: CircleCheck, colour: 'var(--green)', text: 'Imported' },
  interrupted: { Icon: CirclePause, colour: 'var(--amber)', text: 'Interrupted: import it again to finish' },
  failed: { Icon: CircleAlert, colour: 'var(--red)', text: 'Failed' },
} as const;

/** State of a source, with the number of things noticed on the way. */
export function SourceStatusMark({ source }: { readonly source: Source }) {
  const { Icon, colour, text } = MARKS[source.status];
  return (
    <span className={styles['status']}>
      <Icon size={14} aria-hidden color={colour} />
      {text}
      {source.warnings.length > 0 && (
        <span
          className={styles['status']}
          title={source.warnings.map((warning) => warning.message).join('\n')}
        >
          <TriangleAlert size={14} aria-hidden color="var(--amber)" />
          {source.warnings.length === 1 ? '1 note' : `${source.warnings.length} notes`}
        </span>
      )}
    </span>
  );
}
