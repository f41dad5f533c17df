import type { FacetValue } from '../../shared/api/contract.ts';
import { hasWildcard, wildcardMatcher } from '../../shared/text/wildcard.ts';

/** A rule that can be chosen in place of values: everything that meets a pattern, also what comes later. */
export interface PatternOffer {
  readonly pattern: string;
  /** Values of the list that meet it, and their events; null where the list does not hold all values. */
  readonly values: number | null;
  readonly events: number | null;
}

/** Prefixes that are offered at once. */
const OFFERED = 3;

/**
 * The patterns a menu offers: those that are chosen, the one that is being typed, and, for actions named
 * `resource.verb`, everything about a resource whose name holds what is typed.
 * @param all whether `values` are all there are
 */
export function patternOffers(
  values: readonly FacetValue[],
  { search, chosen, all, dotted }: PatternQuestion,
): readonly PatternOffer[] {
  const typed = search.trim();
  const patterns = [...chosen];
  if (hasWildcard(typed)) patterns.push(typed);
  else if (dotted && typed !== '') patterns.push(...prefixes(values, typed));
  return [...new Set(patterns)].map((pattern) => {
    const meets = wildcardMatcher(pattern);
    const met = values.filter(({ value }) => value !== null && meets(value));
    return {
      pattern,
      values: all ? met.length : null,
      events: all ? met.reduce((sum, { events }) => sum + events, 0) : null,
    };
  });
}

interface PatternQuestion {
  readonly search: string;
  readonly chosen: readonly string[];
  readonly all: boolean;
  /** Whether values are names of the form `resource.verb`. */
  readonly dotted: boolean;
}

function prefixes(values: readonly FacetValue[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase().replaceAll(' ', '_').replace(/\.$/, '');
  const found = new Map<string, number>();
  for (const { value, events } of values) {
    const dot = value?.lastIndexOf('.') ?? -1;
    const prefix = value?.slice(0, Math.max(0, dot)) ?? '';
    if (/^[\p{L}\p{N}_.-]+$/u.test(prefix) && prefix.toLowerCase().includes(wanted)) {
      found.set(prefix, (found.get(prefix) ?? 0) + events);
    }
  }
  return [...found]
    .sort(([, a], [, b]) => b - a)
    .slice(0, OFFERED)
    .map(([prefix]) => `${prefix}.*`);
}
