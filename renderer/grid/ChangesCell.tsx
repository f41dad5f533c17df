import { parseChanges } from '../detail/parse-changes.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './Cells.module.css';

/** The first change of an event in short, and how many more there are. */
export function ChangesCell({ json }: { readonly json: string }) {
  const changes = parseChanges(json);
  const [first] = changes;
  if (first === undefined) return <span className={styles.missing}>–</span>;
  return (
    <>
      <span className={styles.path}>
        <LogText text={first.path} limit={80} />
      </span>
      <span className={styles.before}>
        <LogText text={brief(first.before)} limit={60} />
      </span>
      <span className={styles.to} aria-hidden="true">
        →
      </span>
      <span className={styles.after}>
        <LogText text={brief(first.after)} limit={60} />
      </span>
      {changes.length > 1 && <span className={styles.more}>+{changes.length - 1}</span>}
    </>
  );
}

function brief(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
