import { Button } from '@mantine/core';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { PickedFile } from '../../shared/api/shell.ts';
import type { DateOrder, ImportedSource, ImportReport } from '../../shared/domain/source.ts';
import { useServices } from '../app/services-context.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { WarningList } from '../ui/WarningList.tsx';
import { filesToRetry } from './files-to-retry.ts';
import styles from './Imports.module.css';
import { useImport } from './use-import.ts';

interface ImportReportViewProps {
  readonly report: ImportReport;
  readonly files: readonly PickedFile[];
  readonly options: ImportOptions;
}

const STATUS = {
  imported: 'Imported',
  'already-imported': 'Already imported, nothing added',
  failed: 'Not imported',
} as const satisfies Record<ImportedSource['status'], string>;

/** What came of an import, file by file: read = imported + duplicate + rejected. */
export function ImportReportView({ report, files, options }: ImportReportViewProps) {
  return (
    <ul className={styles.report} aria-label="Import report">
      {report.sources.map((source, at) => (
        // The report never changes order, and one name may occur twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={at} className={styles.source} data-status={source.status}>
          <SourceResult source={source} onRejects={source.id} />
          {source.error?.code === 'DATE_ORDER_AMBIGUOUS' && (
            <DateOrderChoice files={filesToRetry(report, files, at)} options={options} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface SourceResultProps {
  readonly source: ImportedSource;
  readonly onRejects: number | null;
}

function SourceResult({ source, onRejects }: SourceResultProps) {
  const { view } = useServices();
  return (
    <>
      <p className={styles.sourceHead}>
        <strong>
          <LogText text={source.name} limit={200} />
        </strong>
        <span className={styles.status}>{STATUS[source.status]}</span>
        {source.profile !== null && <span className={styles.muted}>{source.profile}</span>}
      </p>
      {source.error === null ? (
        <p className={styles.account}>{accountOf(source)}</p>
      ) : (
        <p className={styles.error}>
          <LogText text={source.error.message} />
        </p>
      )}
      <WarningList warnings={source.warnings} />
      {source.rejected > 0 && onRejects !== null && (
        <Button onClick={() => view.setState({ view: 'sources', source: onRejects })}>
          Show the {formatCountOf(source.rejected, 'rejected record')}
        </Button>
      )}
    </>
  );
}

/** `4,000 read = 3,990 imported + 8 duplicate + 2 rejected` */
function accountOf({ read, imported, duplicate, rejected, undated }: ImportedSource): string {
  const sum = `${formatCount(read)} read = ${formatCount(imported)} imported + ${formatCount(duplicate)} duplicate + ${formatCount(rejected)} rejected`;
  return undated === 0 ? sum : `${sum}; ${formatCount(undated)} without a timestamp`;
}

const CHOICES: readonly { readonly order: DateOrder; readonly label: string }[] = [
  { order: 'dmy', label: 'Day first' },
  { order: 'mdy', label: 'Month first' },
  { order: 'ymd', label: 'Year first' },
];

/** The values do not tell day from month, so the reader has to. */
function DateOrderChoice({ files, options }: Omit<ImportReportViewProps, 'report'>) {
  const { again } = useImport();
  if (files.length === 0) return null;
  return (
    <div className={styles.choice}>
      <span>Import it with</span>
      {CHOICES.map(({ order, label }) => (
        <Button key={order} onClick={() => again(files, { ...options, dateOrder: order })}>
          {label}
        </Button>
      ))}
    </div>
  );
}
