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
      <Side className={styles.before} value={first.before} />
      <span className={styles.to} aria-hidden="true">
        →
      </span>
      <Side className={styles.after} value={first.after} />
      {changes.length > 1 && <span className={styles.more}>+{changes.length - 1}</span>}
    </>
  );
}

/** Characters up to which a value is short. */
const SHORT = 12;

function Side({ className, value }: { readonly className: string | undefined; readonly value: unknown }) {
  const text = brief(value);
  return (
    <span className={className} data-short={text.length <= SHORT}>
      <LogText text={text} limit={60} />
    </span>
  );
}

function brief(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
