import { Button } from '@mantine/core';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImportOptions } from '../../shared/api/contract.ts';
import { DATE_ORDERS } from '../../shared/api/contract.ts';
import type { ImportPreview, PreviewQuestion, PreviewReject } from '../../shared/domain/import-preview.ts';
import { keyOf } from '../state/log-file.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import type { BatchMismatch } from './check-batch.ts';
import { ORDERS, wordOf } from './choice-values.ts';
import styles from './Mapping.module.css';

interface ProblemsStripProps {
  readonly preview: ImportPreview;
  /** Files of the batch that do not go with the mapping; null before they were looked at. */
  readonly mismatches: readonly BatchMismatch[] | null;
  /** What was just done. */
  readonly said: string;
  readonly onChoose: (change: Partial<ImportOptions>) => void;
}

/** What stands in the way, what was assumed, and what would be rejected. */
export function ProblemsStrip({ preview, mismatches, said, onChoose }: ProblemsStripProps) {
  const { question, warnings, rejects, looked } = preview;
  const problems = (question === null ? 0 : 1) + warnings.length + rejects.length + (mismatches?.length ?? 0);
  return (
    <ScrollRegion className={styles.problems} label="Problems">
      <h2 className={styles.problemsTitle}>
        {problems === 0
          ? 'Nothing to look at'
          : formatCountOf(problems, 'thing to look at', 'things to look at')}
        <span className="muted"> in the first {formatCountOf(looked, 'record')}</span>
        <span className={styles.said} role="status">
          <LogText text={said} limit={200} />
        </span>
      </h2>
      <ul className={styles.problemList}>
        {question !== null && <Question question={question} onChoose={onChoose} />}
        {mismatches?.map(({ file, reason }) => (
          <Problem key={keyOf(file)} sign="warning">
            <LogText text={`${file.name}: ${reason}`} limit={500} />
          </Problem>
        ))}
        {mismatches?.length === 0 && (
          <Problem sign="good">
            Every file of the batch has the same columns and goes with this mapping.
          </Problem>
        )}
        {warnings.map(({ code, message }) => (
          <Problem key={`${code} ${message}`} sign="warning">
            <LogText text={message} />
          </Problem>
        ))}
        {rejects.map((reject) => (
          <Rejected key={`${reject.line} ${reject.column} ${reject.reason}`} reject={reject} />
        ))}
      </ul>
    </ScrollRegion>
  );
}

/** A question that a choice answers, with the answers where they are few. */
function Question({
  question,
  onChoose,
}: Pick<ProblemsStripProps, 'onChoose'> & { question: PreviewQuestion }) {
  return (
    <Problem sign="error">
      <span role="alert">
        <LogText text={question.message} limit={1_000} />
      </span>
      {question.choice === 'dateOrder' && (
        <span className={styles.answers}>
          {DATE_ORDERS.map((dateOrder) => (
            <Button key={dateOrder} onClick={() => onChoose({ dateOrder })}>
              {wordOf(ORDERS, dateOrder)}
            </Button>
          ))}
        </span>
      )}
    </Problem>
  );
}

function Rejected({ reject: { line, column, reason, text } }: { readonly reject: PreviewReject }) {
  const where = column === null ? `Line ${line}` : `Line ${line}, column ${column}`;
  return (
    <Problem sign="error">
      <span className="tabular">{where}</span>: <LogText text={reason} limit={300} />{' '}
      <code className={styles.rejected}>
        <LogText text={text} limit={200} />
      </code>
    </Problem>
  );
}

const SIGNS = {
  error: { icon: CircleAlert, name: 'Error' },
  warning: { icon: TriangleAlert, name: 'Warning' },
  good: { icon: CircleCheck, name: 'Good' },
} as const;

function Problem({ sign, children }: { readonly sign: keyof typeof SIGNS; readonly children: ReactNode }) {
  const { icon: Icon, name } = SIGNS[sign];
  return (
    <li className={styles.problem} data-sign={sign}>
      <Icon size={14} role="img" aria-label={name} />
      <div className={styles.problemBody}>{children}</div>
    </li>
  );
}
