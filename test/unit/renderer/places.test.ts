import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canGoBack,
  canGoForward,
  createPlacesStore,
  type Place,
} from '../../../renderer/state/places-store.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';

function place(source: number): Place {
  return {
    view: 'audit',
    auditScope: 'audit',
    source,
    tab: 'overview',
    drillDown: null,
    filter: EMPTY_FILTER,
  };
}

describe('the places one has been at', () => {
  it('are walked back and forward, and those ahead go with a new one', () => {
    const store = createPlacesStore(place(0));
    store.visit(place(1));
    store.visit(place(2));
    expect(store.move(1)?.source).toBe(1);
    expect([canGoBack(store.getState()), canGoForward(store.getState())]).toEqual([true, true]);
    expect(store.visit(place(3))).toBe(2);
    expect(store.move(2)?.source).toBe(3);
    expect(canGoForward(store.getState())).toBe(false);
    expect(store.move(0)?.source).toBe(0);
    expect(canGoBack(store.getState())).toBe(false);
  });

  it('begin anew, and numbers of before mean nothing any more', () => {
    const store = createPlacesStore(place(0));
    store.visit(place(1));
    const at = store.begin(place(7));
    expect(store.move(0)).toBeNull();
    expect(store.move(at)?.source).toBe(7);
    expect(canGoBack(store.getState())).toBe(false);
  });

  it('agree with a plain list, however one goes', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('visit' as const), source: fc.nat(9) }),
      fc.record({ kind: fc.constant('amend' as const), source: fc.nat(9) }),
      fc.record({ kind: fc.constant('move' as const), by: fc.integer({ min: -3, max: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const store = createPlacesStore(place(0));
        let list = [0];
        let at = 0;
        for (const one of steps) {
          if (one.kind === 'visit') {
            list = [...list.slice(0, at + 1), one.source];
            at += 1;
            store.visit(place(one.source));
          } else if (one.kind === 'amend') {
            list[at] = one.source;
            store.amend(place(one.source));
          } else {
            const { at: now, first } = store.getState();
            const found = store.move(now + one.by);
            expect(found !== null).toBe(now + one.by >= first && at + one.by < list.length);
            if (found !== null) at += one.by;
          }
          const { places, first, at: now } = store.getState();
          expect(now).toBe(at);
          expect(places.map(({ source }) => source)).toEqual(list.slice(first));
        }
      }),
    );
  });
});
