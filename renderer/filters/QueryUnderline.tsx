import type { Ref } from 'react';
import styles from './QueryBox.module.css';
import type { QueryProblem } from './read-query.ts';

interface QueryUnderlineProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly text: string;
  readonly problem: QueryProblem | null;
}

/** Underlines what cannot be read where it is written: the same text, unseen, behind the input. */
export function QueryUnderline({ ref, text, problem }: QueryUnderlineProps) {
  if (problem === null) return null;
  const end = problem.position + problem.length;
  return (
    <div ref={ref} className={styles.underline} aria-hidden="true">
      {text.slice(0, problem.position)}
      <mark>{text.slice(problem.position, end) || ' '}</mark>
      {text.slice(end)}
    </div>
  );
}
