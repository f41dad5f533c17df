import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the status bar says about the last thing done, also to screen readers. */
export interface Announcement {
  readonly text: string;
  /** Stops what is being done; null when it is done. */
  readonly cancel: (() => void) | null;
}

export interface AnnouncementsStore extends StoreApi<{ readonly said: Announcement | null }> {
  /** Says that something was done; it is said for a few seconds. */
  readonly say: (text: string) => void;
  /** Says how far something is, until the next word. */
  readonly saySoFar: (text: string, cancel: () => void) => void;
  readonly hush: () => void;
}

const SAID_FOR = 6_000;

export function createAnnouncementsStore(): AnnouncementsStore {
  const store = createStore<{ readonly said: Announcement | null }>(() => ({ said: null }));
  let fading: ReturnType<typeof setTimeout> | undefined;

  function set(said: Announcement | null): void {
    clearTimeout(fading);
    store.setState({ said });
    if (said?.cancel === null) fading = setTimeout(() => store.setState({ said: null }), SAID_FOR);
  }

  return Object.assign(store, {
    say: (text: string): void => set({ text, cancel: null }),
    saySoFar: (text: string, cancel: () => void): void => set({ text, cancel }),
    hush: (): void => set(null),
  });
}
