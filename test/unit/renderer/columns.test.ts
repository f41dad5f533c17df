import { describe, expect, it } from 'vitest';
import {
  defaultRefs,
  layOutColumns,
  MAX_COLUMN_WIDTH,
  MIN_COLUMN_WIDTH,
  moveColumn,
  NO_CHOICE,
  resizeColumn,
  toggleColumn,
} from '../../../renderer/grid/column-layout.ts';
import { createColumnsStore, nextSort } from '../../../renderer/state/columns-store.ts';
import type { SettingsStorage } from '../../../renderer/state/stored-value.ts';
import type { ColumnInfo } from '../../../shared/api/contract.ts';

function column(ref: string, filled = 1, extra = false): ColumnInfo {
  return { ref, label: ref, kind: 'text', extra, filled };
}

const AUDIT = ['time', 'action', 'actor', 'resource', 'workspaceName', 'outcome'].map((ref) => column(ref));

function memory(): SettingsStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

describe('the columns of a log', () => {
  it('are the usual ones that hold anything', () => {
    const refs = defaultRefs([...AUDIT, column('ip', 0), column('extra.note', 5, true)], 'audit');
    expect(refs).toEqual(['time', 'action', 'actor', 'resource', 'workspaceName', 'outcome']);
  });

  it('are those of the file where it fills few of the usual ones', () => {
    const own = ['extra.a', 'extra.b'].map((ref) => column(ref, 9, true));
    expect(defaultRefs([column('time'), ...own, column('extra.empty', 0, true)], 'all')).toEqual([
      'time',
      'extra.a',
      'extra.b',
    ]);
  });

  it('can be hidden, shown, moved and resized', () => {
    const shown = AUDIT.map(({ ref }) => ref);
    const hidden = toggleColumn(NO_CHOICE, shown, 'actor');
    expect(layOutColumns(AUDIT, 'audit', hidden).map(({ ref }) => ref)).not.toContain('actor');
    const again = toggleColumn(hidden, hidden.shown ?? [], 'actor');
    expect(again.shown?.at(-1)).toBe('actor');
    const moved = moveColumn(again, again.shown ?? [], 'actor', 'time');
    expect(moved.shown?.[0]).toBe('actor');
    expect(moveColumn(moved, moved.shown ?? [], 'actor', 'actor')).toBe(moved);
    const wide = resizeColumn(moved, 'actor', 333.4);
    expect(layOutColumns(AUDIT, 'audit', wide)[0]).toMatchObject({ ref: 'actor', width: 333 });
  });

  it('stay within a width one can work with', () => {
    const widths = new Map(resizeColumn(resizeColumn(NO_CHOICE, 'a', -50), 'b', 99_999).widths);
    expect(widths.get('a')).toBe(MIN_COLUMN_WIDTH);
    expect(widths.get('b')).toBe(MAX_COLUMN_WIDTH);
  });

  it('leave out a remembered column that this workspace does not have', () => {
    const choice = { shown: ['time', 'extra.gone', 'actor'], widths: [] };
    expect(layOutColumns(AUDIT, 'audit', choice).map(({ ref }) => ref)).toEqual(['time', 'actor']);
  });

  it('take any name a log can give, also that of an object’s own property', () => {
    const choice = resizeColumn(NO_CHOICE, 'extra.__proto__', 200);
    const [laidOut] = layOutColumns([column('extra.__proto__', 1, true)], 'all', choice);
    expect(laidOut).toMatchObject({ ref: 'extra.__proto__', width: 200 });
  });

  it('are remembered, and a damaged memory is forgotten', () => {
    const storage = memory();
    createColumnsStore(storage).edit('usage', (choice) => resizeColumn(choice, 'model', 250));
    expect(createColumnsStore(storage).getState().choices.usage.widths).toEqual([['model', 250]]);
    for (const key of storage.kept.keys()) storage.kept.set(key, '{"audit": 3');
    expect(createColumnsStore(storage).getState().choices.usage).toEqual(NO_CHOICE);
  });
});

describe('sorting by a heading', () => {
  it('goes down, up, and back to newest first', () => {
    const newest = { field: 'time', descending: true };
    const down = nextSort(newest, 'credits');
    const up = nextSort(down, 'credits');
    expect([down, up, nextSort(up, 'credits')]).toEqual([
      { field: 'credits', descending: true },
      { field: 'credits', descending: false },
      newest,
    ]);
  });
});
