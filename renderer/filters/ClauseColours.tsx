import type { Clause } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { SeriesSwatch } from '../histogram/SeriesSwatch.tsx';

/** More would crowd out the words. */
const MOST = 4;

/** The colours that the values of a clause have in the charts; those that were in none yet have none. */
export function ClauseColours({ clause }: { readonly clause: Clause }) {
  const { colours } = useServices();
  if (clause.kind !== 'facet') return null;
  const { field, include } = clause;
  return include.slice(0, MOST).map((value) => {
    const colour = value === null ? null : colours.known(field, value);
    return colour === null ? null : <SeriesSwatch key={value} colour={`var(--chart-${colour})`} />;
  });
}
