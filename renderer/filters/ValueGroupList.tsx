import { Checkbox } from '@mantine/core';
import { CircleMinus } from 'lucide-react';
import type { FacetValueKey } from '../../shared/filter/edit.ts';
import type { FieldChoice } from '../../shared/filter/field-choice.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import type { ListedValue, ValueGroup } from './arrange-values.ts';
import styles from './Filters.module.css';

interface ValueGroupListProps {
  readonly group: ValueGroup;
  readonly choice: FieldChoice;
  readonly onInclude: (values: readonly FacetValueKey[], included: boolean) => void;
  readonly onExclude: (values: readonly FacetValueKey[], excluded: boolean) => void;
}

/** Values under a title, whose box takes all of them in or out at once. */
export function ValueGroupList({ group, choice, onInclude, onExclude }: ValueGroupListProps) {
  const { title, values } = group;
  const included = new Set(choice.include);
  const excluded = new Set(choice.exclude);
  return (
    <section aria-label={title === null ? undefined : visibleText(title)}>
      {title !== null && (
        <GroupHead
          title={title}
          values={values}
          included={included}
          excluded={excluded}
          onInclude={onInclude}
          onExclude={onExclude}
        />
      )}
      <ul>
        {values.map((value) => (
          <ValueRow
            key={value.value ?? '\u0000'}
            value={value}
            included={included.has(value.value)}
            excluded={excluded.has(value.value)}
            onInclude={(now) => onInclude([value.value], now)}
            onExclude={(now) => onExclude([value.value], now)}
          />
        ))}
      </ul>
    </section>
  );
}

interface GroupHeadProps extends Pick<ValueGroupListProps, 'onInclude' | 'onExclude'> {
  readonly title: string;
  readonly values: readonly ListedValue[];
  readonly included: ReadonlySet<FacetValueKey>;
  readonly excluded: ReadonlySet<FacetValueKey>;
}

function GroupHead({ title, values, included, excluded, onInclude, onExclude }: GroupHeadProps) {
  const keys = values.map(({ value }) => value);
  const inside = keys.filter((key) => included.has(key)).length;
  const all = inside === keys.length;
  const allOut = keys.every((key) => excluded.has(key));
  const events = values.reduce((sum, value) => sum + (value.events ?? 0), 0);
  const name = visibleText(title);
  return (
    <div className={styles.groupHead} data-value-row data-excluded={allOut}>
      <Checkbox
        className={styles.valueCheck}
        data-value-box
        checked={all}
        indeterminate={inside > 0 && !all}
        onChange={() => onInclude(keys, !all)}
        aria-label={`All of ${name}`}
        label={
          <h3 className={styles.groupTitle}>
            {allOut && <span className={styles.not}>not </span>}
            <LogText text={title} limit={80} />
          </h3>
        }
      />
      <span className={styles.count}>
        {inside > 0 && !all && `${inside} of ${keys.length} · `}
        {formatCount(events)}
      </span>
      <ExcludeButton name={`all of ${name}`} excluded={allOut} onClick={() => onExclude(keys, !allOut)} />
    </div>
  );
}

interface ValueRowProps {
  readonly value: ListedValue;
  readonly included: boolean;
  readonly excluded: boolean;
  readonly onInclude: (included: boolean) => void;
  readonly onExclude: (excluded: boolean) => void;
}

function ValueRow({ value, included, excluded, onInclude, onExclude }: ValueRowProps) {
  return (
    <li className={styles.value} data-value-row data-excluded={excluded}>
      <Checkbox
        className={styles.valueCheck}
        classNames={{ body: styles.valueBody ?? '', labelWrapper: styles.valueLabel ?? '' }}
        data-value-box
        checked={included}
        onChange={() => onInclude(!included)}
        label={
          <>
            <span className={styles.valueName}>
              {excluded && <span className={styles.not}>not </span>}
              <LogText text={value.label} limit={160} />
            </span>
            {value.about !== null && <span className={styles.about}>{value.about}</span>}
          </>
        }
      />
      <span className={styles.count}>{value.events === null ? '' : formatCount(value.events)}</span>
      <ExcludeButton
        name={visibleText(value.label)}
        excluded={excluded}
        onClick={() => onExclude(!excluded)}
      />
    </li>
  );
}

interface ExcludeButtonProps {
  readonly name: string;
  readonly excluded: boolean;
  readonly onClick: () => void;
}

/** The minus of a row. It is no stop of its own for Tab: the minus key does the same in the row. */
export function ExcludeButton({ name, excluded, onClick }: ExcludeButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.exclude}
      data-value-exclude
      aria-pressed={excluded}
      aria-label={excluded ? `Stop excluding ${name}` : `Exclude ${name}`}
      title={excluded ? 'Stop excluding (−)' : 'Exclude (−)'}
      onClick={onClick}
    >
      <CircleMinus size={14} aria-hidden="true" />
    </button>
  );
}
