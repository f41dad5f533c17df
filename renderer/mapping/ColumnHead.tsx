import { Select } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import type { PreviewColumn } from '../../shared/domain/import-preview.ts';
import { INPUTS, type Input } from '../../shared/domain/inputs.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { EXTRA, INPUT_CHOICES, inputLabel } from './input-labels.ts';
import styles from './PreviewTable.module.css';

interface ColumnHeadProps {
  readonly column: PreviewColumn;
  /** Whether the file cannot be read before something about this column is answered. */
  readonly asked: boolean;
  readonly onAssign: (input: Input | null) => void;
}

/** A column of the file: its name, what its values are, the field it fills, and how well they fit. */
export function ColumnHead({ column, asked, onAssign }: ColumnHeadProps) {
  const { name, input, suggested, type, container } = column;
  return (
    <div className={styles.headBody}>
      <p className={styles.headName} title={name.length > 24 ? name.slice(0, 200) : undefined}>
        <span className={styles.name}>
          <LogText text={name} limit={120} />
        </span>
        <span className={styles.type}>{type}</span>
      </p>
      <Select
        aria-label={`Field of ${name.slice(0, 200)}`}
        data={container ? CONTAINER_CHOICES : INPUT_CHOICES}
        value={input ?? EXTRA}
        searchable
        selectFirstOptionOnChange
        onFocus={(event) => event.currentTarget.select()}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true, width: 230, position: 'bottom-start' }}
        maxDropdownHeight={320}
        data-mapped={input !== null}
        onChange={(value) => onAssign(INPUTS.find((known) => known === value) ?? null)}
      />
      {asked ? (
        <p className={styles.asked}>
          <CircleAlert size={12} aria-hidden="true" /> Needs an answer, see below
        </p>
      ) : input === null && suggested !== null ? (
        <button type="button" className={styles.suggestion} onClick={() => onAssign(suggested)}>
          Use as {inputLabel(suggested)}
        </button>
      ) : (
        <Fit column={column} />
      )}
    </div>
  );
}

/** Objects with members fill nothing but the details. */
const CONTAINER_CHOICES = INPUT_CHOICES.filter(({ value }) => value === EXTRA || value === 'detail');

/** The share of the values that are what the field needs, and the first that is not. */
function Fit({ column: { input, container, filled, parsed, firstBad } }: Pick<ColumnHeadProps, 'column'>) {
  if (filled === 0) return <p className={styles.fit}>no values</p>;
  if (input === null && container) return <p className={styles.fit}>an object or a list</p>;
  if (input === null) return <p className={styles.fit}>{formatCountOf(filled, 'value')}, kept as they are</p>;
  const share = parsed / filled;
  return (
    <div className={styles.fit} data-bad={firstBad !== null}>
      <meter
        className={styles.meter}
        min={0}
        max={1}
        value={share}
        aria-label={`${shareText(share)} of the values fit`}
      />
      <span className="tabular">{shareText(share)}</span>
      {firstBad !== null && (
        <span className={styles.bad} title={`First value that does not fit: ${firstBad.text}`}>
          {firstBad.line === null ? '' : `line ${firstBad.line}: `}
          <LogText text={firstBad.text} limit={40} />
        </span>
      )}
    </div>
  );
}

/** Never 100 % while a value does not fit. */
function shareText(share: number): string {
  return share === 1 ? '100 %' : `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;
}
