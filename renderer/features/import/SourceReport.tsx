import { Button } from '@mantine/core';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { DateOrder, ImportedSource } from '../../../shared/domain/source.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import styles from './import.module.css';

const STATUS = {
  imported: 'Imported',
  'already-imported': 'Already imported',
  failed: 'Not imported',
} as const;
const number = new Intl.NumberFormat('en');

interface SourceReportProps {
  readonly source: ImportedSource;
  /** Imports this file again with the order of day and month it needs. */
  onDateOrder(order: DateOrder): void;
}

/** What became of one file: the proof that nothing was lost, then what was assumed or noticed. */
export function SourceReport({ source, onDateOrder }: SourceReportProps) {
  return (
    <li className={styles['source']}>
      <div className={styles['sourceHead']}>
        <span className={styles['name']}>{visibleText(source.name)}</span>
        <Status status={source.status} />
      </div>
      {source.status === 'imported' && <Accounting source={source} />}
      {source.status === 'already-imported' && (
        <p className="muted">The same bytes are already in this workspace. Nothing was added.</p>
      )}
      {source.error !== null && <p className={styles['failed']}>{visibleText(source.error.message)}</p>}
      {source.error?.code === 'DATE_ORDER_AMBIGUOUS' && (
        <div className={styles['question']}>
          <Button onClick={() => onDateOrder('dmy')}>Day comes first</Button>
          <Button onClick={() => onDateOrder('mdy')}>Month comes first</Button>
        </div>
      )}
      {source.warnings.length > 0 && (
        <ul className={styles['warnings']}>
          {source.warnings.map((warning) => (
            <li key={`${warning.code} ${warning.message}`} className={styles['warning']}>
              <TriangleAlert size={14} aria-label="Note" color="var(--amber)" />
              <span>{visibleText(warning.message)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Status({ status }: { readonly status: ImportedSource['status'] }) {
  const Icon = status === 'failed' ? CircleAlert : CircleCheck;
  const colour = status === 'failed' ? 'var(--red)' : 'var(--green)';
  return (
    <span className={styles['warning']}>
      <Icon size={14} aria-hidden color={colour} />
      {STATUS[status]}
    </span>
  );
}

function Accounting({ source }: { readonly source: ImportedSource }) {
  const { read, imported, duplicate, rejected, undated } = source;
  return (
    <p className={styles['sum']}>
      {number.format(read)} read = {number.format(imported)} imported + {number.format(duplicate)} duplicate +{' '}
      {number.format(rejected)} rejected
      {undated > 0 && <span className="muted"> · {number.format(undated)} without a timestamp</span>}
      <span className="muted"> · profile {source.profile}</span>
    </p>
  );
}
