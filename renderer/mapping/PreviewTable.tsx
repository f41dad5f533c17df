import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useRef } from 'react';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { ImportPreview, PreviewColumn, PreviewRecord } from '../../shared/domain/import-preview.ts';
import { useZone } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import { assignColumn } from './assign-column.ts';
import { ColumnHead } from './ColumnHead.tsx';
import styles from './PreviewTable.module.css';
import { storedText } from './stored-text.ts';

interface PreviewTableProps {
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  /** How late the answer to the last choice is. */
  readonly late: string;
  readonly onFields: (fields: ImportOptions['fields']) => void;
}

const COLUMN_WIDTH = 208;
const LINE_WIDTH = 64;
const HEAD_HEIGHT = 86;
const ROW_HEIGHT = 28;

/** The first records as they would be stored, under the columns of the file. Only what is in sight is drawn. */
export function PreviewTable({ preview, options, late, onFields }: PreviewTableProps) {
  const { columns, columnsTotal, records } = preview;
  const zone = useZone();
  const scroller = useRef<HTMLElement>(null);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 2,
    paddingStart: LINE_WIDTH,
    scrollPaddingStart: LINE_WIDTH,
  });
  const down = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    paddingStart: HEAD_HEIGHT,
  });
  const shown = across.getVirtualItems().flatMap(({ index, start }) => {
    const column = columns[index];
    return column === undefined ? [] : [{ index, start, column }];
  });
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label="First records"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll
      tabIndex={0}
      data-late={late}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot leave out what is not in sight */}
      <div
        role="table"
        aria-label="Preview of the records"
        aria-rowcount={records.length + 1}
        aria-colcount={columns.length + 1}
        className={styles.table}
        style={{ width: across.getTotalSize(), height: down.getTotalSize() } as CSSProperties}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className={styles.head} style={{ height: HEAD_HEIGHT }}>
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <div role="row" aria-rowindex={1} tabIndex={-1}>
            {/* biome-ignore lint/a11y/useSemanticElements: see above */}
            <div role="columnheader" tabIndex={-1} className={styles.lineHead} aria-colindex={1}>
              Line
            </div>
            {shown.map(({ index, start, column }) => (
              // biome-ignore lint/a11y/useSemanticElements: see above
              <div
                key={column.name}
                role="columnheader"
                tabIndex={-1}
                aria-colindex={index + 2}
                className={styles.columnHead}
                style={{ left: start, width: COLUMN_WIDTH }}
              >
                <ColumnHead
                  column={column}
                  asked={preview.question?.column === column.name}
                  onAssign={(input) => onFields(assignColumn(options.fields, columns, column.name, input))}
                />
              </div>
            ))}
          </div>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup">
          {down.getVirtualItems().map(({ index, start }) => {
            const record = records[index];
            return record === undefined ? null : (
              <Row key={index} record={record} index={index} top={start} columns={shown} zone={zone} />
            );
          })}
        </div>
      </div>
      {columnsTotal > columns.length && (
        <p className={styles.more}>
          {columnsTotal - columns.length} more columns are kept under their own names and not shown here.
        </p>
      )}
    </section>
  );
}

interface RowProps {
  readonly record: PreviewRecord;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly {
    readonly index: number;
    readonly start: number;
    readonly column: PreviewColumn;
  }[];
  readonly zone: string;
}

function Row({ record: { line, event }, index, top, columns, zone }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the table
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ top, height: ROW_HEIGHT }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see the table */}
      <div role="rowheader" tabIndex={-1} aria-colindex={1} className={styles.line}>
        {line}
      </div>
      {columns.map(({ index: at, start, column }) => {
        const { text, verbatim } = storedText(event, column, zone);
        return (
          // biome-ignore lint/a11y/useSemanticElements: see the table
          <div
            key={column.name}
            role="cell"
            aria-colindex={at + 2}
            className={styles.cell}
            data-extra={column.input === null}
            style={{ left: start, width: COLUMN_WIDTH }}
          >
            {text === null ? (
              <Absent column={column} />
            ) : verbatim ? (
              <LogText text={text} limit={160} />
            ) : (
              text
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Nothing is stored: the record has no value there, or one that does not fit. */
function Absent({ column: { input } }: { readonly column: PreviewColumn }) {
  if (input === 'nativeId') return <span className={styles.absent}>tells repeated records</span>;
  return <span className={styles.absent}>{input === 'time' ? 'No timestamp' : '–'}</span>;
}
