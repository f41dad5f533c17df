import { Button } from '@mantine/core';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { DateOrder, ImportedSource, ImportReport } from '../../shared/domain/source.ts';
import { useServices } from '../app/services-context.ts';
import type { LogFile } from '../state/log-file.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { WarningList } from '../ui/WarningList.tsx';
import { filesToRetry } from './files-to-retry.ts';
import styles from './Imports.module.css';
import { ReplacedNote } from './ReplacedNote.tsx';
import { recordsOf } from './records-of.ts';
import { useImport } from './use-import.ts';

interface ImportReportViewProps {
  readonly report: ImportReport;
  readonly files: readonly LogFile[];
  readonly options: ImportOptions;
}

const STATUS = {
  imported: 'Imported',
  'already-imported': 'Already imported, nothing added',
  failed: 'Not imported',
} as const satisfies Record<ImportedSource['status'], string>;

/** What came of an import: its sum, and file by file, at once where something needs a look. */
export function ImportReportView({ report, files, options }: ImportReportViewProps) {
  const [first] = report.sources;
  if (first !== undefined && report.sources.length === 1) {
    return <SourceList report={report} files={files} options={options} />;
  }
  const sum = sumOf(report);
  return (
    <>
      <p className={styles.account}>{accountOf(sum)}</p>
      <details open={needsLook(report)}>
        <summary className={styles.summary}>
          {formatCountOf(report.sources.length, 'file')}
          {sum.warnings.length > 0 && `, ${formatCountOf(sum.warnings.length, 'warning')}`}
        </summary>
        <SourceList report={report} files={files} options={options} />
      </details>
    </>
  );
}

function SourceList({ report, files, options }: ImportReportViewProps) {
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
          {source.error !== null && MAPPABLE.has(source.error.code) && (
            <MapAgain files={filesToRetry(report, files, at)} options={options} />
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
      {source.replaces !== null && <ReplacedNote source={source.id} former={source.replaces} />}
      <WarningList warnings={source.warnings} />
      {source.rejected > 0 && onRejects !== null && (
        <Button onClick={() => view.setState({ view: 'sources', source: onRejects })}>
          Show the {formatCountOf(source.rejected, 'rejected record')}
        </Button>
      )}
    </>
  );
}

type Account = Pick<
  ImportedSource,
  'read' | 'records' | 'imported' | 'duplicate' | 'rejected' | 'undated' | 'warnings'
>;

function sumOf({ sources }: ImportReport): Account {
  const sum = (count: (source: ImportedSource) => number): number =>
    sources.reduce((total, source) => total + count(source), 0);
  return {
    read: sum(({ read }) => read),
    records: sources.every(({ records }) => records === null)
      ? null
      : sum(({ read, records }) => records ?? read),
    imported: sum(({ imported }) => imported),
    duplicate: sum(({ duplicate }) => duplicate),
    rejected: sum(({ rejected }) => rejected),
    undated: sum(({ undated }) => undated),
    warnings: sources.flatMap(({ warnings }) => warnings),
  };
}

/** Whether a file was not imported, or not wholly. */
function needsLook({ sources }: ImportReport): boolean {
  return sources.some(({ status, rejected }) => status !== 'imported' || rejected > 0);
}

/** `4,000 read = 3,990 imported + 8 duplicate + 2 rejected` */
function accountOf({ read, records, imported, duplicate, rejected, undated }: Account): string {
  const sum = `${formatCount(read)} read${recordsOf({ records })} = ${formatCount(imported)} imported + ${formatCount(duplicate)} duplicate + ${formatCount(rejected)} rejected`;
  return undated === 0 ? sum : `${sum}; ${formatCount(undated)} without a timestamp`;
}

/** Errors that choices about reading the file may mend. */
const MAPPABLE: ReadonlySet<string> = new Set([
  'DATE_ORDER_AMBIGUOUS',
  'BAD_MAPPING',
  'NOT_A_LOG',
  'FILE_BINARY',
  'UNKNOWN_PROFILE',
]);

/** The way to the mapping screen for a file that could not be read as asked. */
function MapAgain({ files, options }: Omit<ImportReportViewProps, 'report'>) {
  const { mapAgain } = useImport();
  if (files.length === 0) return null;
  return <Button onClick={() => mapAgain(files, options)}>Check and map…</Button>;
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
