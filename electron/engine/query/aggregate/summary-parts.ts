import type { Costs, Summary } from '../../../../shared/api/contract.ts';
import { toIsoOrNull } from '../../../../shared/time/format.ts';
import type { LoadedColumns } from '../loaded-columns.ts';
import { once } from './column-facts.ts';
import { distinctSeen, type SeenCodes, seenCodes } from './distinct-counts.ts';
import { allSums, eventsOf, type GroupSums } from './group-sums.ts';
import type { TableKey } from './group-table.ts';
import type { TimeExtent } from './time-extent.ts';

/** The name of the table key that splits by family. */
export const FAMILY = 'family';

/** The fields of which a summary counts the distinct values. */
export const COUNTED = ['actor', 'action', 'resource', 'model'] as const;
export type Counted = (typeof COUNTED)[number];

/** What a summary is put together from. */
export interface SummaryParts {
  /** All events as one group. */
  readonly totals: GroupSums;
  readonly costs: Costs;
  /** The events by family; null when all are of one. */
  readonly families: GroupSums | null;
  readonly distinct: { readonly [F in Counted]: number };
  readonly undated: number;
  readonly extent: TimeExtent | null;
}

/** The families as a key of a table; null when all events are of one family, and nothing is to be told apart. */
export function familyKey(columns: LoadedColumns): TableKey | null {
  const families = columns.texts('family');
  if (families === null) return null;
  const { codes, size } = families;
  const one = once(columns, 'one family', () => size === 1 && !codes.subarray(0, columns.count).includes(0));
  return one ? null : { codes, groups: size + 1, slots: null };
}

/** Totals of a filter. */
export function summaryOf(columns: LoadedColumns, parts: SummaryParts): Summary {
  const { totals, costs, families, distinct, undated, extent } = parts;
  const family = (name: string) => {
    const code = columns.texts('family')?.codeOf(name) ?? 0;
    if (code === 0) return 0;
    return families === null ? eventsOf(totals, 0) : eventsOf(families, code);
  };
  return {
    events: eventsOf(totals, 0),
    auditEvents: family('audit'),
    usageEvents: family('usage'),
    undated,
    actors: distinct.actor,
    actions: distinct.action,
    resources: distinct.resource,
    models: distinct.model,
    ...allSums(totals, 0),
    ...costs,
    firstTime: toIsoOrNull(extent?.first ?? null),
    lastTime: toIsoOrNull(extent?.last ?? null),
  };
}

/** Marks for the counted fields that are not among `grouped`, which are counted from their groups. */
export function seenForSummary(
  columns: LoadedColumns,
  grouped: ReadonlySet<string>,
): ReadonlyMap<Counted, SeenCodes> {
  const pairs = COUNTED.flatMap((name): [Counted, SeenCodes][] => {
    const column = grouped.has(name) ? null : columns.texts(name);
    return column === null ? [] : [[name, seenCodes(column)]];
  });
  return new Map(pairs);
}

/** The distinct values of the counted fields, by their marks or their groups. */
export function distinctValues(
  seen: ReadonlyMap<Counted, SeenCodes>,
  groups: ReadonlyMap<string, GroupSums>,
): SummaryParts['distinct'] {
  const count = (name: Counted): number => {
    const sums = groups.get(name);
    if (sums !== undefined) return groupsWithEvents(sums);
    const marks = seen.get(name);
    return marks === undefined ? 0 : distinctSeen(marks);
  };
  return {
    actor: count('actor'),
    action: count('action'),
    resource: count('resource'),
    model: count('model'),
  };
}

/** Groups with a value that have events. */
function groupsWithEvents(sums: GroupSums): number {
  let groups = 0;
  for (let group = 1; group < sums.groups; group += 1) if (eventsOf(sums, group) > 0) groups += 1;
  return groups;
}
