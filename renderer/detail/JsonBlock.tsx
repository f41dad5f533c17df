import { LogText } from '../ui/LogText.tsx';
import styles from './DetailPane.module.css';

/** JSON, indented. What does not parse is shown as it is. */
export function JsonBlock({ json }: { readonly json: string }) {
  return (
    <pre className={styles.block}>
      <LogText text={indented(json)} block />
    </pre>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json; // shown verbatim: the reader sees what the log holds
  }
}
