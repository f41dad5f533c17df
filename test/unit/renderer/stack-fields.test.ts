import { describe, expect, it } from 'vitest';
import { stackedBy } from '../../../renderer/histogram/stack-fields.ts';
import { createHistogramStore } from '../../../renderer/state/histogram-store.ts';
import type { ColumnInfo } from '../../../shared/api/contract.ts';

const filled = (counts: Readonly<Record<string, number>>): ColumnInfo[] =>
  Object.entries(counts).map(([ref, events]) => ({
    ...{ ref, label: ref, kind: 'text', extra: false, filled: events },
  }));

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

describe('the field that stacks bars', () => {
  it('is the category, but the action where few actions are of a known one and nobody chose', () => {
    const many = filled({ action: 100, category: 60 });
    const few = filled({ action: 100, category: 8 });
    expect(stackedBy('category', false, many)).toBe('category');
    expect(stackedBy('category', false, few)).toBe('action');
    expect(stackedBy('category', true, few)).toBe('category');
    expect(stackedBy('category', true, filled({ action: 100 }))).toBe('action');
    expect(stackedBy('category', false, filled({}))).toBe('category');
    expect(stackedBy('actor', true, few)).toBe('actor');
  });

  it('is remembered where it was chosen, also the usual one', () => {
    const kept = storage();
    const first = createHistogramStore(kept);
    expect(first.getState()).toMatchObject({ by: { audit: 'category' }, chosen: { audit: false } });
    first.stackBy('audit', 'category');
    first.stackBy('usage', 'extra.Region');
    first.startAnew();
    expect(first.getState()).toMatchObject({
      by: { audit: 'category', usage: null },
      chosen: { audit: true, usage: false, all: false },
    });
    expect(createHistogramStore(kept).getState()).toMatchObject({
      by: { audit: 'category', usage: 'extra.Region', all: null },
      chosen: { audit: true, usage: true, all: false },
    });
  });
});
