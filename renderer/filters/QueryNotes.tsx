import { visibleText } from '../../shared/text/visible-text.ts';
import styles from './QueryBox.module.css';
import type { QueryProblem } from './read-query.ts';

/** What a slash begins. */
export function PatternHelp() {
  return (
    <p className={styles.help} role="status">
      <code>/pattern/</code> finds a regular expression (RE2) in any field and in the raw record,{' '}
      <code>action:/^api_key/</code> in one field. Without a second slash it is text like any other.
    </p>
  );
}

interface QueryProblemNoteProps {
  readonly id: string;
  readonly text: string;
  readonly problem: QueryProblem;
}

/** The query once more with what is wrong underlined, and what to do about it. */
export function QueryProblemNote({
  id,
  text,
  problem: { message, position, length },
}: QueryProblemNoteProps) {
  const end = position + length;
  return (
    <div className={styles.problem} id={id} role="status">
      <p className={styles.echo}>
        {visibleText(text.slice(0, position))}
        <mark>{visibleText(text.slice(position, end)) || ' '}</mark>
        {visibleText(text.slice(end))}
      </p>
      <p>{visibleText(message)}</p>
    </div>
  );
}
