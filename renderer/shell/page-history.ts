/**
 * The history of the page's own window, which its Back and Forward buttons walk. It is given numbers and nothing
 * else: browsers keep history on disk, where no text of a log belongs.
 */
export interface PageHistory {
  readonly push: (at: number) => void;
  readonly replace: (at: number) => void;
  /** Moves by so many places; {@link onMove} tells when that has happened. */
  readonly go: (steps: number) => void;
  readonly onMove: (listen: (at: number) => void) => void;
}

/** The window's history. Places of an earlier load of the page are not told: nobody knows them any more. */
export function windowHistory(): PageHistory {
  const load = crypto.randomUUID();
  const stateOf = (at: number): unknown => ({ load, at });
  return {
    push: (at) => window.history.pushState(stateOf(at), ''),
    replace: (at) => window.history.replaceState(stateOf(at), ''),
    go: (steps) => window.history.go(steps),
    onMove(listen) {
      window.addEventListener('popstate', ({ state }: PopStateEvent) => {
        const { load: of, at } = (state ?? {}) as { readonly load?: unknown; readonly at?: unknown };
        if (of === load && typeof at === 'number') listen(at);
      });
    },
  };
}

/** A history for a page without a window. */
export function ownHistory(): PageHistory {
  let at = 0;
  const listeners: ((at: number) => void)[] = [];
  const set = (to: number): void => {
    at = to;
  };
  return {
    push: set,
    replace: set,
    go(steps) {
      set(at + steps);
      for (const listen of listeners) listen(at);
    },
    onMove: (listen) => void listeners.push(listen),
  };
}
