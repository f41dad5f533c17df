import type { EventRow } from '../../shared/domain/event.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatMoney } from '../ui/numbers.ts';
import { ActionCell } from './ActionCell.tsx';
import { ActorCell } from './ActorCell.tsx';
import styles from './Cells.module.css';
import { ChangesCell } from './ChangesCell.tsx';
import { MarkedCell } from './cell-marks.tsx';
import { cellValue, formatCellNumber, formatCellTime, isApplicable } from './cell-value.ts';
import type { GridColumn } from './column-layout.ts';

/** Text beyond this is in the detail pane; a cell has room for far less. */
const SHOWN_CHARACTERS = 240;

interface CellContentProps {
  readonly row: EventRow;
  readonly column: GridColumn;
  readonly zone: string;
}

/** What stands in a cell. Missing is `–`, not applicable is blank, zero is 0. */
export function CellContent({ row, column, zone }: CellContentProps) {
  const value = cellValue(row, column.ref);
  if (column.ref === 'credits' && row.byok === true) return <ByokCost row={row} />;
  if (column.ref === 'actor' && value !== null) return <ActorCell row={row} />;
  if (column.ref === 'model' && value !== null) return <ModelCell row={row} />;
  if (column.ref === 'action' && row.action !== null) return <ActionCell row={row} action={row.action} />;
  if (column.ref === 'changes' && typeof value === 'string') return <ChangesCell json={value} />;
  if (column.withChanges && row.changes !== null) return <ChangedDetails row={row} changes={row.changes} />;
  if (value === null) return isApplicable(row, column.ref) ? <Missing field={column.ref} /> : null;
  if (column.kind === 'instant' && typeof value === 'number') return formatCellTime(value, zone);
  if (typeof value === 'number') {
    return (
      <MarkedCell event={row.id} column={column.ref}>
        {formatCellNumber(row, column.ref, value)}
      </MarkedCell>
    );
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return <LogText text={value} limit={SHOWN_CHARACTERS} />;
}

/** Old and new values first, then what surrounds them. */
function ChangedDetails({ row, changes }: { readonly row: EventRow; readonly changes: string }) {
  return (
    <>
      <ChangesCell json={changes} />
      {row.detail !== null && (
        <span className={styles.aside}>
          <LogText text={row.detail} limit={SHOWN_CHARACTERS} />
        </span>
      )}
    </>
  );
}

function Missing({ field }: { readonly field: string }) {
  return <span className={styles.missing}>{field === 'time' ? 'No timestamp' : '–'}</span>;
}

/** A bring-your-own-key call costs no credits: the badge, and what the provider charged. */
function ByokCost({ row }: { readonly row: EventRow }) {
  return (
    <>
      <span
        className={styles.badge}
        title="Bring your own key: no credits are deducted; this is the provider's cost"
      >
        BYOK
      </span>
      {row.byokCost === null ? (
        <span className={styles.missing}>–</span>
      ) : (
        <MarkedCell event={row.id} column="byokCost">
          {formatMoney(row.byokCost, row.currency)}
        </MarkedCell>
      )}
    </>
  );
}

/** Provider and model, the provider muted. */
function ModelCell({ row }: { readonly row: EventRow }) {
  return (
    <>
      {row.provider !== null && (
        <span className={styles.aside}>
          <LogText text={row.provider} limit={80} /> /
        </span>
      )}
      <span className={styles.name}>
        <LogText text={row.model ?? ''} limit={SHOWN_CHARACTERS} />
      </span>
    </>
  );
}
