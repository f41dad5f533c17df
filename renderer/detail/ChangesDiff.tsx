import { Minus, Plus } from 'lucide-react';
import type { Change } from '../../shared/domain/event.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './ChangesDiff.module.css';

/** Before and after, path by path. Only what changed is in the list, so nothing has to be folded. */
export function ChangesDiff({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul className={styles.list}>
      {changes.map((change, at) => (
        // A path may occur twice in a hostile record; the list never changes order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={at}>
          <p className={styles.path}>
            <LogText text={change.path} />
          </p>
          <Side kind="before" value={change.before} />
          <Side kind="after" value={change.after} />
        </li>
      ))}
    </ul>
  );
}

function Side({ kind, value }: { readonly kind: 'before' | 'after'; readonly value: unknown }) {
  const Icon = kind === 'before' ? Minus : Plus;
  const absent = value === undefined || value === null;
  return (
    <div className={styles.side} data-kind={kind}>
      <Icon size={12} role="img" aria-label={kind === 'before' ? 'Before' : 'After'} />
      {absent ? (
        <span className={styles.absent}>{kind === 'before' ? 'not set before' : 'not set any more'}</span>
      ) : (
        <pre>
          <LogText text={typeof value === 'string' ? value : JSON.stringify(value, null, 2)} block />
        </pre>
      )}
    </div>
  );
}
