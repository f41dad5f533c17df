import { useMemo } from 'react';
import { hasWildcard, longestLiteral } from '../../shared/text/wildcard.ts';
import { localDateOf } from '../../shared/time/range.ts';
import { useAsOf, useScopedFilter } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { SEARCHED_HERE } from './arrange-values.ts';
import type { QueryContext } from './query-context.ts';
import { comparisonOffers, isCompared, type QueryOffer, termOffers, valueOffers } from './query-offers.ts';

const NONE: readonly QueryOffer[] = [];

/** Values that are looked at for one list of offers. */
const ASKED = 50;
const ALL_ACTIONS = 2_000;

/** What can be put in at the cursor; nothing while `context` is null. Values are those the present filter leaves. */
export function useQueryOffers(context: QueryContext | null): readonly QueryOffer[] {
  const filter = useScopedFilter();
  const asOf = useAsOf();
  const columns = useEngineQuery('columns', context?.kind === 'term' ? {} : null);
  const listed = context?.kind === 'value' && !isCompared(context.field) ? context : null;
  const typed = listed?.typed ?? '';
  const here = listed !== null && SEARCHED_HERE.has(listed.field);
  const values = useEngineQuery(
    'facetValues',
    listed === null
      ? null
      : {
          filter,
          field: listed.field,
          search: here ? '' : hasWildcard(typed) ? longestLiteral(typed) : typed,
          limit: here ? ALL_ACTIONS : ASKED,
        },
  );
  return useMemo(() => {
    if (context === null) return NONE;
    if (context.kind === 'term') return termOffers(context, columns.data ?? []);
    if (context.kind !== 'value') return NONE;
    if (isCompared(context.field)) {
      return comparisonOffers(context.field, context.typed, localDateOf(asOf.at, 'UTC'));
    }
    // Of an actor more is searched than shown, so the list of other letters cannot be told from the right one.
    const known =
      values.data?.field === context.field && !(values.pending && context.field === 'actor')
        ? values.data.values
        : [];
    return valueOffers(context, known);
  }, [context, columns.data, values.data, values.pending, asOf.at]);
}
