import { describe, expect, it } from 'vitest';
import { assignColumn } from '../../../renderer/mapping/assign-column.ts';
import { differenceOf } from '../../../renderer/mapping/check-batch.ts';
import { INPUT_CHOICES, inputLabel } from '../../../renderer/mapping/input-labels.ts';
import { storedText } from '../../../renderer/mapping/stored-text.ts';
import { createMappingStore, groupsOf } from '../../../renderer/state/mapping-store.ts';
import { DEFAULT_IMPORT_OPTIONS, type FileHandle } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { INPUTS } from '../../../shared/domain/inputs.ts';

const COLUMNS = [
  { name: 'Stamp', input: 'time' },
  { name: 'Who', input: 'actorName' },
  { name: 'Mail', input: 'actorEmail' },
  { name: 'Note', input: null },
] as const;

describe('assigning a column', () => {
  it('gives it to a field', () => {
    expect(assignColumn(null, COLUMNS, 'Note', 'reason')).toEqual({ reason: ['Note'] });
  });

  it('takes it from the field it filled, and the field from the column that filled it', () => {
    expect(assignColumn(null, COLUMNS, 'Who', 'actorEmail')).toEqual({ actorName: [], actorEmail: ['Who'] });
  });

  it('leaves a field out when its only column becomes an extra one', () => {
    expect(assignColumn(null, COLUMNS, 'Stamp', null)).toEqual({ time: [] });
  });

  it('leaves the other columns of a field with it', () => {
    const two = [...COLUMNS, { name: 'At', input: 'time' as const }];
    expect(assignColumn(null, two, 'Stamp', null)).toEqual({ time: ['At'] });
  });

  it('keeps earlier choices, and changes nothing when nothing changes', () => {
    const before = { reason: ['Note'] };
    expect(assignColumn(before, COLUMNS, 'Who', null)).toEqual({ reason: ['Note'], actorName: [] });
    expect(assignColumn(before, COLUMNS, 'Who', 'actorName')).toBe(before);
  });

  it('takes hostile names for names', () => {
    const hostile = [{ name: '__proto__', input: null }];
    expect(assignColumn(null, hostile, '__proto__', 'time')).toEqual({ time: ['__proto__'] });
  });
});

describe('what a column becomes', () => {
  const event = {
    ...Object.fromEntries(FIELD_NAMES.map((name) => [name, null])),
    id: 1,
    source: 0,
    time: Date.UTC(2026, 9, 1, 10) * 1_000,
    actor: 'dana@x.test',
    provider: 'openai',
    model: 'gpt-4o',
    credits: 0.25,
    byok: true,
    extra: [['Note', 'x']],
  } as unknown as EventRow;

  it.each([
    ['Stamp', 'time', '1 Oct 2026 10:00:00 UTC', false],
    ['Who', 'person', 'dana@x.test', true],
    ['Model', 'providerModel', 'openai / gpt-4o', true],
    ['Credits', 'creditsOrByok', '0.25', false],
    ['Own', 'byok', 'Yes', false],
    ['Note', null, 'x', true],
    ['Missing', null, null, false],
    ['Id', 'nativeId', null, false],
  ] as const)('%s as %s', (name, input, text, verbatim) => {
    expect(storedText(event, { name, input }, 'UTC')).toEqual({ text, verbatim });
  });
});

describe('the files of a batch', () => {
  const file = (name: string) => ({ handle: name.padEnd(22, '_') as FileHandle, name, bytes: 1 });

  it('are mapped one by one, or all like one', () => {
    const store = createMappingStore();
    store.open([file('a'), file('b'), file('c')], DEFAULT_IMPORT_OPTIONS);
    store.show(1);
    store.choose({ timezone: 'Asia/Tokyo' });
    expect(groupsOf(store.getState().files).map(({ files }) => files.map(({ name }) => name))).toEqual([
      ['a', 'c'],
      ['b'],
    ]);
    store.applyToAll();
    expect(groupsOf(store.getState().files)).toHaveLength(1);
    store.reset();
    expect(store.getState().files[1]?.options).toEqual(DEFAULT_IMPORT_OPTIONS);
    store.hide();
    expect(store.getState()).toMatchObject({ shown: false, at: 1 });
    store.close();
    expect(store.getState().files).toEqual([]);
  });

  it('are told apart by their columns', () => {
    expect(differenceOf(['a', 'b'], ['b', 'a'])).toBeNull();
    expect(differenceOf(['a', 'b'], ['b', 'c'])).toBe('Other columns: without "a"; with "c" besides');
    expect(differenceOf(['a', 'b', 'c', 'd', 'e'], [])).toBe(
      'Other columns: without "a", "b", "c" and 2 more',
    );
  });
});

describe('the labels of inputs', () => {
  it('are there for all, each its own', () => {
    expect(new Set(INPUTS.map(inputLabel)).size).toBe(INPUTS.length);
    expect(INPUT_CHOICES).toHaveLength(INPUTS.length + 1);
  });
});
