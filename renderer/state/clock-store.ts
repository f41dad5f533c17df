import { createStore, type StoreApi } from 'zustand/vanilla';

/** The real clock as the page shows it: it stands still between one minute and the next. */
export type ClockStore = StoreApi<{
  /** µs UTC. */
  readonly now: number;
}>;

const MINUTE_MS = 60_000;

/**
 * What is drawn must not read the clock itself: each drawing would find another time, hence ask another question,
 * whose answer is drawn in turn, without end.
 */
export function createClockStore(): ClockStore {
  const store = createStore(() => ({ now: nowMicros() }));
  const tickNextMinute = (): void => {
    setTimeout(
      () => {
        store.setState({ now: nowMicros() });
        tickNextMinute();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    );
  };
  tickNextMinute();
  return store;
}

function nowMicros(): number {
  return Date.now() * 1_000;
}
