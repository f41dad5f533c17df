import { Button, Checkbox, Loader, TextInput } from '@mantine/core';
import { CircleMinus, Search } from 'lucide-react';
import { useState } from 'react';
import {
  dropValue,
  excludedValues,
  excludeValue,
  type FacetValueKey,
  includedValues,
  toggleValue,
} from '../../shared/filter/edit.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter, useScopedFilter } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { arrangeValues, type ListedValue, SEARCHED_HERE, type ValueGroup } from './arrange-values.ts';
import styles from './Filters.module.css';

interface FacetValueListProps {
  readonly field: string;
  readonly label: string;
}

/** Enough to scroll through; beyond it one types, or asks for more. */
const FIRST_VALUES = 200;
const MORE_VALUES = 1_000;
/** Actions are searched by description too, which only this side knows, so all of them are fetched. */
const MOST_VALUES = 10_000;

/** The values of a field with their counts under the rest of the filter; a click includes, the minus excludes. */
export function FacetValueList({ field, label }: FacetValueListProps) {
  const { filter: store } = useServices();
  const filter = useFilter();
  const asked = useScopedFilter();
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(FIRST_VALUES);
  const searchedHere = SEARCHED_HERE.has(field);
  const values = useEngineQuery('facetValues', {
    filter: asked,
    field,
    search: searchedHere ? '' : search,
    limit: searchedHere ? MOST_VALUES : wanted,
  });
  const late = useLateness(values.pending);
  const included = includedValues(filter, field);
  const excluded = excludedValues(filter, field);
  const groups = arrangeValues(field, values.data?.values ?? [], search, [...included, ...excluded]);
  const shown = groups.reduce((sum, group) => sum + group.values.length, 0);

  return (
    <div className={styles.values}>
      <TextInput
        data-autofocus
        aria-label={`Search ${label}`}
        placeholder={field === 'actor' ? 'Search name or e-mail' : `Search ${label.toLowerCase()}`}
        leftSection={<Search size={14} aria-hidden="true" />}
        rightSection={late === 'spin' ? <Loader size={14} /> : null}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setWanted(FIRST_VALUES);
        }}
      />
      {values.error !== null && (
        <ErrorNotice what="The values could not be read." error={values.error} onRetry={values.retry} />
      )}
      <div className={styles.valueScroll} data-late={late}>
        {groups.map((group) => (
          <ValueGroupList
            key={group.title ?? ''}
            group={group}
            included={included}
            excluded={excluded}
            onToggle={(value) => store.apply((before) => toggleValue(before, field, value))}
            onExclude={(value) =>
              store.apply((before) =>
                excluded.includes(value)
                  ? dropValue(before, field, value)
                  : excludeValue(before, field, value),
              )
            }
          />
        ))}
        {shown === 0 && !values.pending && values.error === null && (
          <p className={styles.hint}>
            {search === '' ? 'No event of this filter has a value here.' : 'No value matches.'}
          </p>
        )}
      </div>
      {values.data !== null && (
        <HowMany
          total={values.data.total}
          read={values.data.values.length}
          onMore={() => setWanted((before) => Math.min(MOST_VALUES, before + MORE_VALUES))}
        />
      )}
    </div>
  );
}

interface HowManyProps {
  /** Values that match the search. */
  readonly total: number;
  /** Values that are in the list. */
  readonly read: number;
  readonly onMore: () => void;
}

/** How many values there are, and the way to those that are not in the list. */
function HowMany({ total, read, onMore }: HowManyProps) {
  if (total === 0) return null;
  if (read >= total) return <p className={styles.hint}>{formatCountOf(total, 'value')}</p>;
  return (
    <p className={styles.more}>
      <span className={styles.hint}>
        The {formatCount(read)} most frequent of {formatCountOf(total, 'value')}.
        {read >= MOST_VALUES && ' Type to find the others.'}
      </span>
      {read < MOST_VALUES && <Button onClick={onMore}>Show more</Button>}
    </p>
  );
}

interface ValueGroupListProps {
  readonly group: ValueGroup;
  readonly included: readonly FacetValueKey[];
  readonly excluded: readonly FacetValueKey[];
  readonly onToggle: (value: FacetValueKey) => void;
  readonly onExclude: (value: FacetValueKey) => void;
}

function ValueGroupList({ group, included, excluded, onToggle, onExclude }: ValueGroupListProps) {
  return (
    <section aria-label={group.title ?? undefined}>
      {group.title !== null && <h3 className={styles.groupTitle}>{group.title}</h3>}
      <ul>
        {group.values.map((value) => (
          <ValueRow
            key={value.value ?? '\u0000'}
            value={value}
            included={included.includes(value.value)}
            excluded={excluded.includes(value.value)}
            onToggle={() => onToggle(value.value)}
            onExclude={() => onExclude(value.value)}
          />
        ))}
      </ul>
    </section>
  );
}

interface ValueRowProps {
  readonly value: ListedValue;
  readonly included: boolean;
  readonly excluded: boolean;
  readonly onToggle: () => void;
  readonly onExclude: () => void;
}

function ValueRow({ value, included, excluded, onToggle, onExclude }: ValueRowProps) {
  const name = visibleText(value.label);
  return (
    <li className={styles.value} data-excluded={excluded}>
      <Checkbox
        className={styles.valueCheck}
        classNames={{ body: styles.valueBody ?? '', labelWrapper: styles.valueLabel ?? '' }}
        checked={included}
        onChange={onToggle}
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
      <button
        type="button"
        className={styles.exclude}
        aria-pressed={excluded}
        aria-label={excluded ? `Stop excluding ${name}` : `Exclude ${name}`}
        title={excluded ? 'Stop excluding' : 'Exclude'}
        onClick={onExclude}
      >
        <CircleMinus size={14} aria-hidden="true" />
      </button>
    </li>
  );
}
