import type { ColumnInfo, FacetValue } from '../../shared/api/contract.ts';
import type { FieldRef } from '../../shared/domain/field-ref.ts';
import { FIELD_NAMES, FIELDS, type FieldKind, ORDERED_KINDS } from '../../shared/domain/fields.ts';
import { printFieldName, printValue } from '../../shared/filter/written.ts';
import { kindOfRef } from '../../shared/filter/written-names.ts';
import { hasWildcard } from '../../shared/text/wildcard.ts';
import { formatCount } from '../ui/numbers.ts';
import { arrangeValues, type ListedValue, SEARCHED_HERE } from './arrange-values.ts';
import { patternOffers } from './pattern-offers.ts';
import type { QueryContext } from './query-context.ts';

/** Something that can be put in at the cursor. */
export interface QueryOffer {
  /** What is put in the place of what is being written. */
  readonly insert: string;
  /** Shown beside it. */
  readonly about: string;
  /** Shown at the end: how many events. */
  readonly count: string | null;
  /** Whether more is to be written directly behind it, such as the value of a field. */
  readonly open: boolean;
  /** How far from its end the cursor goes; 1 stays before a closing bracket. */
  readonly back: number;
}

/** A query that was used before. */
export interface RecentQuery {
  readonly text: string;
  readonly about: string;
}

/** Offers of one list. */
const OFFERED = 10;

function offer(insert: string, about: string, rest: Partial<QueryOffer> = {}): QueryOffer {
  return { insert, about, count: null, open: false, back: 0, ...rest };
}

interface NamedField {
  readonly name: string;
  readonly about: string;
}

const ALSO: readonly NamedField[] = [
  { name: 'workspace', about: FIELDS.workspaceName.about },
  { name: 'source', about: 'Number of the source the event came from' },
];

const KNOWN: readonly NamedField[] = [
  ...FIELD_NAMES.map((name) => ({ name: name as string, about: FIELDS[name].about })),
  ...ALSO,
];

const OPERATORS: readonly (readonly [word: string, about: string])[] = [
  ['AND', 'Both must hold; a space means the same'],
  ['OR', 'One of both must hold'],
  ['NOT', 'What follows must not hold; a minus means the same'],
];

/** Fields and columns of the files whose name begins with what is typed, operators, then names that contain it. */
export function termOffers(
  { typed, behindTerm }: Extract<QueryContext, { kind: 'term' }>,
  columns: readonly ColumnInfo[],
): readonly QueryOffer[] {
  const wanted = typed.toLowerCase();
  const own = columns
    .filter((column) => column.extra)
    .map(({ ref, label }) => ({ name: printFieldName(ref), about: `Column of a file: ${label}` }));
  const fields = [...KNOWN, ...own];
  const starts = fields.filter(({ name }) => unquoted(name).startsWith(wanted));
  const contains = fields.filter((field) => !starts.includes(field) && unquoted(field.name).includes(wanted));
  const operators = behindTerm ? OPERATORS.filter(([word]) => word.startsWith(typed.toUpperCase())) : [];
  const named = ({ name, about }: NamedField) => offer(`${name}:`, about, { open: true });
  return [
    ...starts.map(named),
    ...operators.map(([word, about]) => offer(word, about)),
    ...contains.map(named),
  ].slice(0, typed === '' ? fields.length + operators.length : OFFERED);
}

function unquoted(name: string): string {
  return name.toLowerCase().replace(/^"/, '');
}

/** Comparisons of a field that holds numbers or times. Nothing is offered once a number is being written. */
export function comparisonOffers(field: FieldRef, typed: string, today: string): readonly QueryOffer[] {
  if (typed !== '') return [];
  const isTime = kindOfRef(field) === 'instant';
  const [more, from, less, upTo] = isTime
    ? ['After a time', 'From a time on', 'Before a time', 'Up to a time']
    : ['More than a number', 'That number or more', 'Less than a number', 'That number or less'];
  return [
    ...(isTime ? [offer(today, 'A whole day, in UTC')] : []),
    offer('>', more, { open: true }),
    offer('>=', from, { open: true }),
    offer('<', less, { open: true }),
    offer('<=', upTo, { open: true }),
    offer('[ TO ]', 'Between two, both included', { open: true, back: ' TO ]'.length }),
    offer('null', 'No value'),
  ];
}

/** Values of a field with their counts, quoted so that they are read as they are; patterns for actions. */
export function valueOffers(
  { field, typed }: Extract<QueryContext, { kind: 'value' }>,
  values: readonly FacetValue[],
): readonly QueryOffer[] {
  const groups = arrangeValues(field, values, { search: typed, chosen: [] });
  const listed = groups
    .flatMap((group) => group.values)
    .filter((listedValue) => isCurrent(field, listedValue, typed))
    .sort((a, b) => (b.events ?? 0) - (a.events ?? 0));
  const patterns = patternOffers(values, {
    search: typed,
    chosen: [],
    all: true,
    dotted: field === 'action',
  });
  return [
    ...patterns
      .filter(({ values: met, pattern }) => met !== null && met > 1 && pattern !== typed)
      .map(({ pattern, events, values: met }) =>
        offer(pattern, `${formatCount(met ?? 0)} actions`, { count: formatCount(events ?? 0) }),
      ),
    ...listed.map(({ value, label, about, events }) =>
      offer(printValue(value), about ?? (label === value ? '' : label), {
        count: events === null ? null : formatCount(events),
      }),
    ),
    ...(typed !== '' && 'null'.startsWith(typed.toLowerCase()) ? [offer('null', 'No value')] : []),
  ].slice(0, OFFERED);
}

/**
 * Whether a value belongs to what is typed now. The list may still be that of the letters before; only actors are
 * found by more than is shown of them, and actions were searched here.
 */
function isCurrent(field: FieldRef, { value, label }: ListedValue, typed: string): boolean {
  if (field === 'actor' || SEARCHED_HERE.has(field) || hasWildcard(typed)) return true;
  return `${value ?? ''}\n${label}`.toLowerCase().includes(typed.toLowerCase());
}

/** Whether values of a field are compared, and not listed. */
export function isCompared(field: FieldRef): boolean {
  const kind: FieldKind = kindOfRef(field);
  return ORDERED_KINDS.has(kind);
}

/** The text with an offer in its place, and where the cursor stands then. */
export function takeOffer(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  { insert, open, back }: QueryOffer,
): { readonly text: string; readonly cursor: number } {
  const rest = text.slice(to);
  const space = open || /^[\s)]/.test(rest) ? '' : ' ';
  return {
    text: text.slice(0, from) + insert + space + rest,
    cursor: from + insert.length - back + space.length,
  };
}
