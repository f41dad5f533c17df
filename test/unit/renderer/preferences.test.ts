import { describe, expect, it } from 'vitest';
import { createPreferencesStore } from '../../../renderer/state/preferences-store.ts';
import type { SettingsStorage } from '../../../renderer/state/stored-value.ts';

function memory(initial: Record<string, string> = {}): SettingsStorage {
  const kept = new Map(Object.entries(initial));
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe('preferences', () => {
  it('survive a restart', () => {
    const storage = memory();
    createPreferencesStore(storage).setState({ theme: 'dark', zone: 'Europe/Berlin', detailWidth: 512 });
    expect(createPreferencesStore(storage).getState()).toMatchObject({
      theme: 'dark',
      zone: 'Europe/Berlin',
      detailWidth: 512,
    });
  });

  it.each(['', 'not json', '{"theme":"pink"}', 'null', '[]'])('begin anew from %j', (text) => {
    const store = createPreferencesStore(memory({ 'trailglass.preferences': text }));
    expect(store.getState()).toMatchObject({ theme: 'system', zone: 'UTC', density: 'default' });
  });

  it('do not keep a zone this platform does not know', () => {
    const kept = { theme: 'light', density: 'compact', zone: 'Mars/Olympus', detailWidth: 400 };
    const store = createPreferencesStore(memory({ 'trailglass.preferences': JSON.stringify(kept) }));
    expect(store.getState()).toMatchObject({ theme: 'light', zone: 'UTC' });
  });
});
