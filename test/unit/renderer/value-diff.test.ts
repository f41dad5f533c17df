import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldUnchanged } from '../../../renderer/detail/diff/fold-unchanged.ts';
import { textParts } from '../../../renderer/detail/diff/text-parts.ts';
import { ABSENT, valueRows } from '../../../renderer/detail/diff/value-rows.ts';

const brief = (before: unknown, after: unknown) =>
  valueRows(before, after).map(({ kind, path, before: was, after: is }) => [
    kind,
    path,
    was === ABSENT ? 'absent' : was,
    is === ABSENT ? 'absent' : is,
  ]);

describe('a value before and after', () => {
  it('is compared member by member', () => {
    expect(brief({ a: 1, b: { c: true, d: null } }, { a: 1, b: { c: false }, e: '' })).toEqual([
      ['same', '.a', 1, 1],
      ['changed', '.b.c', true, false],
      ['removed', '.b.d', null, 'absent'],
      ['added', '.e', 'absent', ''],
    ]);
  });

  it('is compared element by element: one put in front changes no other', () => {
    expect(brief(['viewer', 'editor'], ['owner', 'viewer', 'editor'])).toEqual([
      ['added', '[0]', 'absent', 'owner'],
      ['same', '[0 → 1]', 'viewer', 'viewer'],
      ['same', '[1 → 2]', 'editor', 'editor'],
    ]);
  });

  it('tells a moved element from one removed and one added', () => {
    const rows = brief(['a', 'b', 'c'], ['b', 'c', 'a']);
    expect(rows.filter(([kind]) => kind !== 'same')).toEqual([['moved', '[0 → 2]', 'a', 'a']]);
  });

  it('finds elements again by what they are called', () => {
    const before = [
      { id: 'u1', role: 'viewer' },
      { id: 'u2', role: 'editor' },
    ];
    const after = [
      { id: 'u0', role: 'owner' },
      { id: 'u2', role: 'admin' },
    ];
    expect(brief(before, after).filter(([kind]) => kind !== 'same')).toEqual([
      ['removed', '[0]', before[0], 'absent'],
      ['changed', '[1].role', 'editor', 'admin'],
      ['added', '[0]', 'absent', after[0]],
    ]);
  });

  it('looks into text that is JSON, and names of the log reach nothing inherited', () => {
    expect(brief('{"__proto__":1,"constructor":2}', '{"toString":3}')).toEqual([
      ['removed', '.__proto__', 1, 'absent'],
      ['removed', '.constructor', 2, 'absent'],
      ['added', '.toString', 'absent', 3],
    ]);
  });

  it('of another kind, or null, is one change', () => {
    expect(brief(null, ['a'])).toEqual([['changed', '', null, ['a']]]);
    expect(brief(1, '1')).toEqual([['changed', '', 1, '1']]);
  });

  it('nested ten thousand levels is compared without falling over', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(valueRows(deep, [deep]).length).toBeGreaterThan(0);
  });

  it('holds every element of both sides exactly once', () => {
    const element = fc.constantFrom('a', 'b', 'c', 1, null);
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 8 }),
        fc.array(element, { maxLength: 8 }),
        (before, after) => {
          const rows = valueRows(before, after);
          if (before.length + after.length === 0) return;
          const sort = (values: unknown[]) => values.map((value) => JSON.stringify(value)).sort();
          const side = (name: 'before' | 'after') =>
            sort(rows.map((row) => row[name]).filter((value) => value !== ABSENT));
          expect(side('before')).toEqual(sort(before));
          expect(side('after')).toEqual(sort(after));
        },
      ),
    );
  });
});

describe('what did not change', () => {
  it('is folded, counted, unless it is all there is', () => {
    const parts = foldUnchanged(valueRows([1, 2, 3, 4], [1, 2, 5, 3, 4]));
    expect(parts.map((part) => (part.kind === 'folded' ? part.rows.length : part.row.kind))).toEqual([
      2,
      'added',
      2,
    ]);
    expect(foldUnchanged(valueRows(7, 7))).toMatchObject([{ kind: 'row' }]);
  });
});

describe('two texts', () => {
  it('are compared by words, one word by characters', () => {
    const words = textParts('allow all users to read', 'allow some users to read');
    expect(words?.before.filter(({ own }) => own)).toEqual([{ text: 'all', own: true }]);
    expect(words?.after.filter(({ own }) => own)).toEqual([{ text: 'some', own: true }]);
    expect(textParts('gpt-4o', 'gpt-4o-mini')?.after).toEqual([
      { text: 'gpt-4o', own: false },
      { text: '-mini', own: true },
    ]);
    expect(textParts('viewer', 'Admin')).toBeNull();
  });

  it('are whole on both sides, whatever they are', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é', '\u202e', '.'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = textParts(before, after);
        if (parts === null) return;
        expect(parts.before.map((part) => part.text).join('')).toBe(before);
        expect(parts.after.map((part) => part.text).join('')).toBe(after);
        for (const part of [...parts.before, ...parts.after]) expect(part.text.isWellFormed()).toBe(true);
      }),
    );
  });

  it('of a megabyte are compared in a moment', () => {
    const long = 'x'.repeat(500_000);
    const start = performance.now();
    const parts = textParts(`${long}old${long}`, `${long}new${long}`);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(parts?.after.filter(({ own }) => own)).toEqual([{ text: 'new', own: true }]);
  });
});
