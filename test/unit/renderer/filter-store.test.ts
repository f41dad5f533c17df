import { describe, expect, it } from 'vitest';
import { createFilterStore } from '../../../renderer/state/filter-store.ts';
import { excludeValue, includeValue, setTime } from '../../../shared/filter/edit.ts';

describe('the filter', () => {
  it('goes back and forth through the edits of the user', () => {
    const store = createFilterStore();
    const empty = store.getState().filter;
    store.apply((filter) => includeValue(filter, 'actor', 'dana@x.test'));
    const one = store.getState().filter;
    store.apply((filter) => excludeValue(filter, 'action', 'UserLogin'));
    const two = store.getState().filter;
    store.undo();
    expect(store.getState().filter).toEqual(one);
    store.undo();
    expect(store.getState().filter).toEqual(empty);
    store.undo();
    expect(store.getState().filter).toEqual(empty);
    store.redo();
    store.redo();
    store.redo();
    expect(store.getState().filter).toEqual(two);
  });

  it('forgets the way forward after another edit', () => {
    const store = createFilterStore();
    store.apply((filter) => includeValue(filter, 'model', 'a'));
    store.undo();
    store.apply((filter) => includeValue(filter, 'model', 'b'));
    store.redo();
    expect(store.getState().filter.chips).toHaveLength(1);
    expect(store.getState().future).toEqual([]);
  });

  it('does not remember an edit that changes nothing', () => {
    const store = createFilterStore();
    store.apply((filter) => ({ ...filter, chips: [...filter.chips] }));
    expect(store.getState().past).toEqual([]);
  });

  it('takes consequences of other settings without making them a step', () => {
    const store = createFilterStore();
    store.apply((filter) => includeValue(filter, 'model', 'a'));
    store.adjust((filter) => setTime(filter, { preset: 'last7d', zone: 'UTC', from: 1, to: 2 }));
    expect(store.getState().filter.time.from).toBe(1);
    expect(store.getState().past).toHaveLength(1);
  });
});
