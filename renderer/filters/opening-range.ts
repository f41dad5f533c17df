import type { RelativePreset } from '../../shared/time/range.ts';

/**
 * The range a workspace opens on follows from the kinds of its sources: the profiles they were read with. Logs
 * whose own tool opens on a range open on the same here; the others show everything.
 */
const USUAL: ReadonlyMap<string, RelativePreset> = new Map([['enterprise-audit', 'last7d']]);

/** Presets from the shortest to the longest; each of them ends with "as of". */
const BY_LENGTH: readonly RelativePreset[] = ['last24h', 'last7d', 'thisMonth', 'last30d', 'last90d', 'all'];

/** Names a set of kinds, whatever their order. */
export function nameOfKinds(kinds: readonly string[]): string {
  return JSON.stringify([...new Set(kinds)].sort());
}

/**
 * The preset a workspace with these kinds of sources opens on: what was last chosen with the same kinds; else the
 * longest of what each kind alone would open on, so that no kind is hidden.
 * @param chosen by {@link nameOfKinds}
 */
export function openingPreset(
  kinds: readonly string[],
  chosen: ReadonlyMap<string, RelativePreset>,
): RelativePreset {
  const together = chosen.get(nameOfKinds(kinds));
  if (together !== undefined) return together;
  const presets = kinds.map((kind) => chosen.get(nameOfKinds([kind])) ?? USUAL.get(kind) ?? 'all');
  return presets.length === 0 ? 'all' : presets.reduce(longer);
}

function longer(one: RelativePreset, other: RelativePreset): RelativePreset {
  if (one === other) return one;
  // Last month does not reach "as of": what holds it beside anything else is longer than both.
  if (one === 'lastMonth' || other === 'lastMonth') return [one, other].includes('all') ? 'all' : 'last90d';
  return BY_LENGTH.indexOf(one) > BY_LENGTH.indexOf(other) ? one : other;
}
