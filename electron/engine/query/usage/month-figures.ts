import type { MonthFigure, MonthFigures, MonthFiguresArg, Summary } from '../../../../shared/api/contract.ts';
import type { Clause, Filter } from '../../../../shared/filter/filter.ts';
import { bucketBounds } from '../../../../shared/time/buckets.ts';
import { toIso } from '../../../../shared/time/format.ts';
import { knownZone } from '../../../../shared/time/zone.ts';
import { onlyUsage } from './only-usage.ts';

/** Kinds of actors that are no members. */
const NO_MEMBERS = ['system', 'service', 'apiKey'];

/**
 * The calendar month of "as of", and the one before it, over all usage events whatever is filtered.
 * @param summary totals of a filter
 * @throws BAD_ARGUMENT for an unknown zone; CANCELLED
 */
export function monthFigures(
  { asOf, timezone }: MonthFiguresArg,
  summary: (filter: Filter) => Summary,
): Omit<MonthFigures, 'revision'> {
  const zone = knownZone(timezone);
  const [from = asOf, to = asOf] = bucketBounds(asOf, asOf, 'month', zone);
  const [before = from] = bucketBounds(from - 1, from - 1, 'month', zone);
  return {
    thisMonth: monthOf(from, to, zone, summary),
    lastMonth: monthOf(before, from, zone, summary),
  };
}

function monthOf(from: number, to: number, zone: string, summary: (filter: Filter) => Summary): MonthFigure {
  const month = onlyUsage({ time: { preset: 'custom', zone, from, to }, chips: [] });
  const { credits, events } = summary(month);
  const members: Clause = { kind: 'facet', field: 'actorKind', include: [], exclude: NO_MEMBERS };
  const { actors } = summary({ ...month, chips: [...month.chips, { off: false, clause: members }] });
  return { from: toIso(from), to: toIso(to), credits, events, activeMembers: actors };
}
