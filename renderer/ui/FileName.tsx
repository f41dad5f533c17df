import { visibleText } from '../../shared/text/visible-text.ts';
import styles from './FileName.module.css';
import { LogText } from './LogText.tsx';

/** Characters at the end that are always shown. */
const TAIL = 22;
/** Up to so many characters a name is not cut. */
const SHORT = 32;
/** The page need not hold more of it. */
const MOST = 400;

/**
 * The name of a file where there may not be room for it. What is left out is its middle: files of one export begin
 * alike, and differ in their ends.
 */
export function FileName({ name }: { readonly name: string }) {
  const cut = name.length <= SHORT ? name.length : tailOf(name);
  return (
    <span className={styles.name} title={visibleText(name)}>
      <span className={styles.head}>
        <LogText text={name.slice(0, cut)} limit={MOST} />
      </span>
      {cut < name.length && (
        <span className={styles.tail}>
          <LogText text={name.slice(cut)} />
        </span>
      )}
    </span>
  );
}

/** Where the end begins, which is not between the halves of a character. */
function tailOf(name: string): number {
  const at = name.length - TAIL;
  return (name.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}
