import { CopyButton } from '../ui/CopyButton.tsx';
import { LogText } from '../ui/LogText.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './ChartTableView.module.css';
import { type ChartTable, cellText, tableCsv, tableTsv } from './chart-table.ts';

/** Rows that are drawn; more are in the copies and in the saved file. */
const MOST_ROWS = 1_000;

/** The numbers of a chart, to read and to copy. */
export function ChartTableView({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  const { caption, columns, rows } = table;
  return (
    <section className={styles.twin} aria-label={`${title} as a table`}>
      <div className={styles.actions}>
        <CopyButton label="Copy for a spreadsheet" text={tableTsv(table)} withText />
        <CopyButton label="Copy as CSV" text={tableCsv(table)} withText />
      </div>
      <ScrollRegion label={`Rows of ${title}`} className={styles.scroll}>
        <table className={styles.table}>
          <caption className={styles.caption}>
            <LogText text={caption} limit={300} />
            {rows.length > MOST_ROWS &&
              ` The first ${MOST_ROWS.toLocaleString('en-US')} rows; save it for all.`}
          </caption>
          <thead>
            <tr>
              {columns.map(({ title: name, kind }, place) => (
                // Names come from the log, so that two columns may have the same; they never change places.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <th key={place} scope="col" data-kind={kind}>
                  <LogText text={name} limit={60} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row, at) => (
              // Rows have no name of their own and never change places within one table.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={at}>
                {columns.map(({ kind }, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  <td key={place} data-kind={kind}>
                    <LogText text={cellText(row[place] ?? null, kind)} limit={120} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
