import { Button, CopyButton, Modal } from '@mantine/core';
import type { ExportReport } from '../../../shared/api/contract.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import styles from './export.module.css';

const number = new Intl.NumberFormat('en');

/** An export that has been written. */
export interface FinishedExport {
  readonly name: string;
  readonly report: ExportReport;
}

interface ExportReportDialogProps {
  /** Null closes the dialog. */
  readonly finished: FinishedExport | null;
  onClose(): void;
}

/** What was written, with the hash by which anyone can check that it is still the same file. */
export function ExportReportDialog({ finished, onClose }: ExportReportDialogProps) {
  return (
    <Modal opened={finished !== null} onClose={onClose} title="Export complete" size={560}>
      {finished !== null && (
        <div className={styles['report']}>
          <p>
            {number.format(finished.report.rows)} events written to{' '}
            <strong>{visibleText(finished.name)}</strong>, {number.format(finished.report.bytes)} bytes.
          </p>
          {finished.report.sanitised && (
            <p className="muted">
              Cells that a spreadsheet would run as formulas begin with an apostrophe. JSON and JSON Lines
              exports keep every value exactly.
            </p>
          )}
          <dl>
            <dt className="muted">SHA-256</dt>
            <dd className={styles['hash']}>
              <code>{finished.report.sha256}</code>
            </dd>
          </dl>
          <div className={styles['actions']}>
            <CopyButton value={finished.report.sha256}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy hash'}</Button>}
            </CopyButton>
            <Button variant="filled" data-autofocus onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
