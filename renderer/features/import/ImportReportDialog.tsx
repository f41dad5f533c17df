import { Button, Modal } from '@mantine/core';
import type { DateOrder, ImportedSource, ImportReport } from '../../../shared/domain/source.ts';
import styles from './import.module.css';
import { SourceReport } from './SourceReport.tsx';

const number = new Intl.NumberFormat('en');

interface ImportReportDialogProps {
  /** Null closes the dialog. */
  readonly report: ImportReport | null;
  /** Imports one file of the report again. */
  onDateOrder(source: ImportedSource, index: number, order: DateOrder): void;
  onShowSources(): void;
  onClose(): void;
}

/** The report after an import, file by file. */
export function ImportReportDialog({ report, onDateOrder, onShowSources, onClose }: ImportReportDialogProps) {
  return (
    <Modal opened={report !== null} onClose={onClose} title="Import report" size={680}>
      {report !== null && (
        <div className={styles['report']}>
          <p>{headline(report)}</p>
          <ul className={styles['report']}>
            {report.sources.map((source, index) => (
              <SourceReport
                key={`${source.status} ${source.name} ${source.sha256}`}
                source={source}
                onDateOrder={(order) => onDateOrder(source, index, order)}
              />
            ))}
          </ul>
          <div className={styles['actions']}>
            <Button onClick={onShowSources}>Show sources</Button>
            <Button variant="filled" data-autofocus onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}

function headline({ sources, elapsedMs }: ImportReport): string {
  const events = sources.reduce((sum, source) => sum + source.imported, 0);
  const failed = sources.filter((source) => source.status === 'failed').length;
  const files = `${sources.length - failed} of ${sources.length} ${sources.length === 1 ? 'file' : 'files'} imported`;
  return `${files}, ${number.format(events)} new events, ${(elapsedMs / 1000).toFixed(1)} s.`;
}
