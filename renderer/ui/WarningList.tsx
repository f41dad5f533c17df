import { TriangleAlert } from 'lucide-react';
import type { SourceWarning } from '../../shared/domain/source.ts';
import { LogText } from './LogText.tsx';
import styles from './WarningList.module.css';

/** What the importer noticed or assumed. */
export function WarningList({ warnings }: { readonly warnings: readonly SourceWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={`${warning.code} ${warning.message}`} className={styles.warning}>
          <TriangleAlert size={14} role="img" aria-label="Warning" />
          <span>
            <LogText text={warning.message} />
          </span>
        </li>
      ))}
    </ul>
  );
}
