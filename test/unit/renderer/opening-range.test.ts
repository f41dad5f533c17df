import { describe, expect, it } from 'vitest';
import { nameOfKinds, openingPreset } from '../../../renderer/filters/opening-range.ts';
import { createOpeningRangesStore } from '../../../renderer/state/opening-ranges-store.ts';
import type { RelativePreset } from '../../../shared/time/range.ts';

const chosen = (...choices: [kinds: string[], preset: RelativePreset][]) =>
  new Map(choices.map(([kinds, preset]) => [nameOfKinds(kinds), preset] as const));

describe('the range a workspace opens on', () => {
  it.each<[string[], RelativePreset]>([
    [[], 'all'],
    [['enterprise-audit'], 'last7d'],
    [['platform-audit'], 'all'],
    [['enterprise-audit', 'platform-audit'], 'all'],
  ])('is that of the tool the logs come from: %j', (kinds, preset) => {
    expect(openingPreset(kinds, new Map())).toBe(preset);
  });

  it('is what the user chose for such logs', () => {
    const choices = chosen([['enterprise-audit'], 'last30d'], [['platform-audit'], 'last24h']);
    expect(openingPreset(['enterprise-audit'], choices)).toBe('last30d');
    expect(openingPreset(['platform-audit'], choices)).toBe('last24h');
  });

  it('hides no kind where several are together, unless that was chosen for them together', () => {
    const each = chosen([['a'], 'last24h'], [['b'], 'last30d'], [['c'], 'lastMonth']);
    expect(openingPreset(['a', 'b'], each)).toBe('last30d');
    expect(openingPreset(['a', 'c'], each)).toBe('last90d');
    expect(openingPreset(['c'], each)).toBe('lastMonth');
    expect(openingPreset(['b', 'a'], chosen([['a', 'b'], 'last7d']))).toBe('last7d');
  });

  it('is kept over a restart, and forgotten on request', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    createOpeningRangesStore(storage).choose('x', 'last90d');
    const again = createOpeningRangesStore(storage);
    expect(again.getState().chosen.get('x')).toBe('last90d');
    again.forget('x');
    expect(createOpeningRangesStore(storage).getState().chosen.size).toBe(0);
    kept.set('trailglass.opening-ranges', '[["x","no such preset"]]');
    expect(createOpeningRangesStore(storage).getState().chosen.size).toBe(0);
  });
});
