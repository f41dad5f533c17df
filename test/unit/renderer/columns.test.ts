import { describe, expect, it } from 'vitest';
import {
  type ColumnChoice,
  defaultRefs,
  layOutColumns,
  NO_CHOICE,
} from '../../../renderer/grid/column-layout.ts';
import {
  choosePreset,
  freezeUpTo,
  MAX_COLUMN_WIDTH,
  MIN_COLUMN_WIDTH,
  moveColumn,
  resizeColumn,
  shiftColumn,
  toggleColumn,
  unfreeze,
} from '../../../renderer/grid/edit-columns.ts';
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

  it('stand behind the others where hardly an event has them', () => {
    const filled = { time: 9_000, action: 1_000, actor: 900, changes: 99, resource: 100, outcome: 800 };
    const refs = defaultRefs(
      Object.entries(filled).map(([ref, events]) => column(ref, events)),
      'audit',
    );
    expect(refs).toEqual(['time', 'action', 'actor', 'resource', 'outcome', 'changes']);
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
    const choice = { ...NO_CHOICE, shown: ['time', 'extra.gone', 'actor'] };
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

  it('are read as an earlier version stored them', () => {
    const storage = memory();
    const choice = { shown: ['time'], widths: [] };
    storage.setItem('trailglass.columns', JSON.stringify({ audit: choice, usage: choice, all: choice }));
    expect(createColumnsStore(storage).getState().choices.all).toEqual({ ...NO_CHOICE, shown: ['time'] });
  });

  it('keep their order', () => {
    const storage = memory();
    const byCredits = { field: 'credits', descending: true };
    createColumnsStore(storage).sortBy('usage', byCredits);
    expect(createColumnsStore(storage).getState().sorts).toMatchObject({
      usage: byCredits,
      audit: { field: 'time', descending: true },
    });
    createColumnsStore(storage).sortBy('usage', { field: 'extra.note', descending: true });
    expect(createColumnsStore(storage).getState().sorts.usage.field).toBe('time');
  });
});

describe('frozen columns', () => {
  const refs = AUDIT.map(({ ref }) => ref);
  const shown = (choice: ColumnChoice): string[] =>
    layOutColumns(AUDIT, 'audit', choice).map(({ ref, frozen }) => (frozen ? `*${ref}` : ref));
  const frozen = freezeUpTo(NO_CHOICE, refs, 'action');

  it('are all up to one, and stand first whatever is shown later', () => {
    expect(shown(frozen).slice(0, 3)).toEqual(['*time', '*action', 'actor']);
    const again = toggleColumn(toggleColumn(frozen, refs, 'time'), refs.slice(1), 'time');
    expect(shown(again)[0]).toBe('*action');
    expect(shown(again).at(-1)).toBe('time');
    expect(shown(unfreeze(frozen, refs))).toEqual(refs);
  });

  it('are left and joined by moving over their edge', () => {
    const left = shiftColumn(frozen, refs, 'action', 1);
    expect(shown(left).slice(0, 3)).toEqual(['*time', 'actor', 'action']);
    const joined = shiftColumn(frozen, refs, 'actor', -1);
    expect(shown(joined).slice(0, 3)).toEqual(['*time', '*actor', '*action']);
    const within = shiftColumn(frozen, refs, 'time', 1);
    expect(shown(within).slice(0, 3)).toEqual(['*action', '*time', 'actor']);
    expect(shiftColumn(frozen, refs, 'time', -1)).toBe(frozen);
    expect(shiftColumn(frozen, refs, 'outcome', 1)).toBe(frozen);
  });
});

describe('presets of columns', () => {
  it('show their columns under their headings, also ones without a value', () => {
    const known = [...AUDIT, column('detail'), column('resourceType', 0), column('ip')];
    const choice = choosePreset(resizeColumn(NO_CHOICE, 'ip', 99), 'organisation-audit');
    const laidOut = layOutColumns(known, 'audit', choice);
    expect(laidOut.map(({ ref }) => ref)).toEqual([
      'time',
      'actor',
      'action',
      'resourceType',
      'resource',
      'detail',
      'ip',
    ]);
    expect(laidOut.map(({ label }) => label)).toContain('User');
    expect(laidOut.at(-1)?.width).toBe(99);
  });

  it('have a column of details that tells changes where no other does', () => {
    const known = [...AUDIT, column('detail'), column('changes')];
    const details = (choice: ColumnChoice): boolean | undefined =>
      layOutColumns(known, 'audit', choice).find(({ ref }) => ref === 'detail')?.withChanges;
    expect(details(choosePreset(NO_CHOICE, 'platform-audit'))).toBe(true);
    expect(details(NO_CHOICE)).toBe(false);
  });

  it('of another version are the usual columns', () => {
    expect(layOutColumns(AUDIT, 'audit', choosePreset(NO_CHOICE, 'no-such'))).toHaveLength(AUDIT.length);
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
