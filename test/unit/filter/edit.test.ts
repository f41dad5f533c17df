import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearAll,
  dropValue,
  excludedValues,
  excludeValue,
  includedValues,
  includeValue,
  removeChip,
  replaceWritten,
  setIncluded,
  setTime,
  toggleChip,
  toggleValue,
} from '../../../shared/filter/edit.ts';
import { activeClauses, EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { parseWritten, printWritten } from '../../../shared/filter/written.ts';
import { localDateRange } from '../../../shared/time/range.ts';
import { anyClause } from './clause-arbitrary.ts';

const written = (filter: Filter): string => printWritten(activeClauses(filter));

describe('editing a filter', () => {
  it('includes, excludes and drops values of a field in one chip', () => {
    let filter = includeValue(EMPTY_FILTER, 'model', 'a');
    filter = includeValue(filter, 'model', 'b');
    filter = includeValue(filter, 'model', 'b');
    expect(written(filter)).toBe('model:("a" OR "b")');
    filter = excludeValue(filter, 'model', 'b');
    expect(written(filter)).toBe('model:("a" -"b")');
    expect(includedValues(filter, 'model')).toEqual(['a']);
    expect(excludedValues(filter, 'model')).toEqual(['b']);
    filter = dropValue(dropValue(filter, 'model', 'b'), 'model', 'a');
    expect(filter).toEqual(EMPTY_FILTER);
  });

  it('toggles a value on and off again', () => {
    const on = toggleValue(EMPTY_FILTER, 'action', 'model.disabled');
    expect(written(on)).toBe('action:"model.disabled"');
    expect(toggleValue(on, 'action', 'model.disabled')).toEqual(EMPTY_FILTER);
    expect(written(toggleValue(excludeValue(EMPTY_FILTER, 'action', null), 'action', null))).toBe(
      'action:null',
    );
  });

  it('sets the values of a menu at once', () => {
    const filter = setIncluded(excludeValue(EMPTY_FILTER, 'model', 'a'), 'model', ['a', 'b', 'a']);
    expect(written(filter)).toBe('model:("a" OR "b")');
    expect(setIncluded(filter, 'model', [])).toEqual(EMPTY_FILTER);
  });

  it('leaves a chip that is off alone', () => {
    const off = toggleChip(includeValue(EMPTY_FILTER, 'model', 'a'), 0);
    const filter = includeValue(off, 'model', 'b');
    expect(filter.chips.map((chip) => chip.off)).toEqual([true, false]);
    expect(written(filter)).toBe('model:"b"');
    expect(written(toggleChip(filter, 0))).toBe('model:"a" model:"b"');
    expect(written(removeChip(filter, 1))).toBe('');
  });

  it('takes over the search box and keeps chips that are off in place', () => {
    let filter = includeValue(EMPTY_FILTER, 'model', 'a');
    filter = toggleChip(includeValue(filter, 'actor', 'x'), 1);
    filter = includeValue(filter, 'action', 'y');
    const typed = replaceWritten(filter, parseWritten('one two three'));
    expect(typed.chips.map((chip) => [printWritten([chip.clause]), chip.off])).toEqual([
      ['one', false],
      ['actor:"x"', true],
      ['two', false],
      ['three', false],
    ]);
    expect(replaceWritten(filter, []).chips).toEqual([{ clause: filter.chips[1]?.clause, off: true }]);
  });

  it('clears everything but the zone', () => {
    const filter = setTime(
      includeValue(EMPTY_FILTER, 'model', 'a'),
      localDateRange('2026-10-30', null, 'Europe/Berlin'),
    );
    expect(clearAll(filter)).toEqual({
      time: { preset: 'all', zone: 'Europe/Berlin', from: null, to: null },
      chips: [],
    });
  });

  it('never changes the filter it was given, and chips and written form stay two views of one value', () => {
    const chips = fc.array(fc.record({ clause: anyClause, off: fc.boolean() }), { maxLength: 4 });
    fc.assert(
      fc.property(chips, fc.nat(5), (list, index) => {
        const filter: Filter = { ...EMPTY_FILTER, chips: list };
        const before = JSON.stringify(filter);
        for (const edit of [removeChip, toggleChip]) edit(filter, index);
        const edited = toggleValue(excludeValue(filter, 'model', 'a'), 'model', 'b');
        const again = replaceWritten(edited, parseWritten(written(edited)));
        expect(written(again)).toBe(written(edited));
        expect(JSON.stringify(filter)).toBe(before);
      }),
    );
  });
});
