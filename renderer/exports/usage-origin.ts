import type { RemoteEngine } from '../../shared/api/remote.ts';
import type { Filter } from '../../shared/filter/filter.ts';

/** Where the usage under a filter is from, as far as all of it is from one place. */
export interface UsageOrigin {
  /** The product whose exports were imported: `intervy`. */
  readonly product: string | null;
  readonly organisation: string | null;
}

/** How products name their exports of usage: `<product>-usage_<organisation>_<from>_<to>.csv`. */
const EXPORT_NAME =
  /(?:^|[/\\])([\p{L}\p{N}]+)-usage_([^/\\]+)_\d{4}-\d{2}-\d{2}_\d{4}-\d{2}-\d{2}(?:\.[^/\\]*)?$/u;

/**
 * Puts together where usage is from.
 * @param tenants of the events; null is one without
 * @param files names of the sources they came from
 */
export function usageOrigin(tenants: readonly (string | null)[], files: readonly string[]): UsageOrigin {
  const named = files.map((file) => EXPORT_NAME.exec(file));
  const product = theOne(named.map((match) => match?.[1]?.toLowerCase() ?? null));
  if (tenants.some((tenant) => tenant !== null)) return { product, organisation: theOne(tenants) };
  return { product, organisation: theOne(named.map((match) => match?.[2] ?? null)) };
}

/** What all are; null where they differ, or one is not known. */
function theOne(texts: readonly (string | null)[]): string | null {
  const [first = null, ...others] = new Set(texts);
  return others.length === 0 ? first : null;
}

/** Files that are looked at; of more it is taken that they are not all from one place. */
const MOST_FILES = 1_000;

/** Where the usage under a filter is from. */
export async function askUsageOrigin(
  engine: Pick<RemoteEngine, 'breakdown'>,
  filter: Filter,
): Promise<UsageOrigin> {
  const ask = (by: string, limit: number) => engine.breakdown({ filter, by, measure: 'events', limit });
  const [tenants, sources] = await Promise.all([ask('tenant', 2), ask('source', MOST_FILES)]);
  if (sources.total > MOST_FILES) return { product: null, organisation: null };
  return usageOrigin(
    tenants.groups.map(({ key }) => key),
    sources.groups.map(({ label }) => label),
  );
}
