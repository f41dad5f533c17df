import { Button, Loader, SegmentedControl, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import {
  choiceAt,
  choiceIndex,
  editChoice,
  type FieldChoice,
  isNoChoice,
  noChoice,
  withExcluded,
  withIncluded,
  withPattern,
} from '../../shared/filter/field-choice.ts';
import { hasWildcard, longestLiteral } from '../../shared/text/wildcard.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter, useScopedFilter } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { arrangeValues, GROUPINGS, type Grouping, SEARCHED_HERE } from './arrange-values.ts';
import styles from './Filters.module.css';
import { PatternList } from './PatternList.tsx';
import { patternOffers } from './pattern-offers.ts';
import { ValueGroupList } from './ValueGroupList.tsx';
import { moveInList } from './value-list-keys.ts';

interface FacetValueListProps {
  readonly field: string;
  readonly label: string;
  /** Place of the chip that is edited; without it the first chip of the field, or a new one. */
  readonly at?: number | undefined;
}

/** Enough to scroll through; beyond it one types, or asks for more. */
const FIRST_VALUES = 200;
const MORE_VALUES = 1_000;
/** Actions are searched by description too, which only this side knows, so all of them are fetched. */
const MOST_VALUES = 10_000;

/**
 * The values of a field with their counts under the rest of the filter: a click includes, the minus excludes, and
 * what is typed with `*` can be chosen as a rule.
 */
export function FacetValueList({ field, label, at }: FacetValueListProps) {
  const { filter: store } = useServices();
  const filter = useFilter();
  const asked = useScopedFilter();
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(FIRST_VALUES);
  const [grouping, setGrouping] = useState<Grouping>('category');
  const searchedHere = SEARCHED_HERE.has(field);
  const values = useEngineQuery('facetValues', {
    filter: asked,
    field,
    search: searchedHere ? '' : hasWildcard(search) ? longestLiteral(search.trim()) : search,
    limit: searchedHere ? MOST_VALUES : wanted,
  });
  const late = useLateness(values.pending);
  const place = at ?? choiceIndex(filter, field);
  const choice = choiceAt(filter, field, place);
  const read = values.data?.values ?? [];
  const total = values.data?.total ?? 0;
  const groups = arrangeValues(field, read, {
    search,
    chosen: [...choice.include, ...choice.exclude],
    grouping,
  });
  const patterns = patternOffers(read, {
    search,
    chosen: [...choice.patterns, ...choice.excludedPatterns],
    all: read.length >= total && (searchedHere || search === ''),
    dotted: field === 'action',
  });
  const shown = groups.reduce((sum, group) => sum + group.values.length, 0);

  const edit = (change: (before: FieldChoice) => FieldChoice): void =>
    store.apply((before) => editChoice(before, field, place, change, { keepEmpty: at !== undefined }));

  /** Enter takes what stands first: usually the pattern or the value that was typed. */
  function onSearchKey(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Enter' || search.trim() === '') return;
    event.preventDefault();
    const [pattern] = patterns.filter((offer) => hasWildcard(search) && offer.pattern === search.trim());
    const [first] = groups[0]?.values ?? [];
    if (pattern !== undefined) edit((before) => withPattern(before, pattern.pattern, 'include'));
    else if (first !== undefined) {
      edit((before) => withIncluded(before, [first.value], !before.include.includes(first.value)));
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move the focus from box to box inside
    <div className={styles.values} onKeyDown={moveInList}>
      <TextInput
        data-autofocus
        aria-label={`Search ${label}`}
        placeholder={placeholderOf(field, label)}
        leftSection={<Search size={14} aria-hidden="true" />}
        rightSection={late === 'spin' ? <Loader size={14} /> : null}
        value={search}
        onKeyDown={onSearchKey}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setWanted(FIRST_VALUES);
        }}
      />
      {field === 'action' && (
        <SegmentedControl
          aria-label="Group actions by"
          data={Object.entries(GROUPINGS).map(([value, name]) => ({ value, label: name }))}
          value={grouping}
          onChange={(chosen) => setGrouping(chosen as Grouping)}
        />
      )}
      {values.error !== null && (
        <ErrorNotice what="The values could not be read." error={values.error} onRetry={values.retry} />
      )}
      <div className={styles.valueScroll} data-late={late}>
        {search === '' && (
          <button
            type="button"
            className={styles.preset}
            aria-pressed={isNoChoice(choice)}
            onClick={() => edit(() => noChoice(field))}
          >
            {field === 'action' ? 'All actions' : `Any ${label.toLowerCase()}`}
          </button>
        )}
        <PatternList offers={patterns} choice={choice} onEdit={edit} />
        {groups.map((group) => (
          <ValueGroupList
            key={group.title ?? ''}
            group={group}
            choice={choice}
            onInclude={(chosen, included) => edit((before) => withIncluded(before, chosen, included))}
            onExclude={(chosen, excluded) => edit((before) => withExcluded(before, chosen, excluded))}
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
          total={total}
          read={read.length}
          onMore={() => setWanted((before) => Math.min(MOST_VALUES, before + MORE_VALUES))}
        />
      )}
    </div>
  );
}

function placeholderOf(field: string, label: string): string {
  if (field === 'actor') return 'Search name or e-mail';
  if (field === 'action') return 'Name, meaning, or mcp_oauth_client.*';
  return `Search ${label.toLowerCase()}`;
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
