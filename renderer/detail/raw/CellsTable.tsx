import type { RecordReading } from '../../../shared/api/contract.ts';
import { LogText } from '../../ui/LogText.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { TextBlock } from '../TextBlock.tsx';
import styles from './RawRecord.module.css';

/** A row of a file with the names of its columns beside the cells. */
export function CellsTable({ cells }: { readonly cells: NonNullable<RecordReading['cells']> }) {
  return (
    <TextBlock label="Cells by column">
      <table className={styles.cells}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Cell</th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ column, text }, at) => (
            // The cells of a row never change places.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at}>
              <th scope="row">
                {column === null ? (
                  <span className={styles.missing}>no column</span>
                ) : (
                  <LogText text={column} limit={200} />
                )}
              </th>
              <td>
                {text === null && <span className={styles.missing}>no cell</span>}
                {text === '' && <span className={styles.missing}>empty</span>}
                {text !== null && text !== '' && <LongText text={text} block />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TextBlock>
  );
}
