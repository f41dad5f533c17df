import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOutcome } from '../../../electron/engine/import/normalise/outcome.ts';
import { StatedChanges } from '../../../electron/engine/import/normalise/stated-changes.ts';
import { parseMemberPath, valueIn } from '../../../electron/engine/import/profile/member-path.ts';
import { fillTemplate, parseTemplate } from '../../../electron/engine/import/profile/text-template.ts';

const RECORD = {
  type: 'key.made',
  'key.made': { id: 'k-1' },
  who: { name: 'Dana', mail: '-' },
  list: [
    { n: 'A', v: 1 },
    { n: 'B', v: { deep: true } },
  ],
  text: '{"inside":{"a":[10,20]}}',
  arn: 'arn:x:role/Deploy/build-7',
};

function at(path: string): unknown {
  const parsed = parseMemberPath(path);
  return parsed === null ? 'no path' : valueIn(parsed, RECORD);
}

function filled(template: string): string | null {
  const parsed = parseTemplate(template);
  if (parsed === null) return 'no template';
  return fillTemplate(parsed, (key) =>
    Object.hasOwn(RECORD, key) ? RECORD[key as keyof typeof RECORD] : undefined,
  );
}

describe('paths', () => {
  it.each([
    ['who.name', 'Dana'],
    ['list.1.n', 'B'],
    ['list[n=B].v.deep', true],
    ['list[n=C].v', undefined],
    ['["key.made"].id', 'k-1'],
    ['[$type].id', 'k-1'],
    ['[$who.none].id', undefined],
    ['text.inside.a.1', 20],
    ['who.name.length', undefined],
    ['who.constructor.name', undefined],
    ['__proto__.x', undefined],
    ['list.length', 2],
  ])('%s', (path, value) => {
    expect(at(path)).toEqual(value);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[]', 'a[x]', 'a[=b]', '[""]', 'a]b['])(
    '%j is none',
    (path) => {
      expect(['no path', undefined]).toContain(at(path));
    },
  );

  it('are read or refused, whatever the text, and never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab.[]"$=0{}|:') }), (text) => {
        at(text);
        filled(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('templates', () => {
  it.each([
    ['{type}', 'key.made'],
    ['{type|before:.} by {who.name|lower}', 'key by dana'],
    ['{arn|after:role/}', 'Deploy/build-7'],
    ['{arn|after:role/|before:/}', 'Deploy'],
    ['{arn|afterLast:/}', 'build-7'],
    ['{arn|after:user/}', null],
    ['{who.mail}', null],
    ['{who.mail|or:-}', '-'],
    ['{who.none|or:nobody}', 'nobody'],
    ['{who.name|then:user}', 'user'],
    ['{who.none|then:user}', null],
    ['{who.none}.{type}', null],
    ['{list.0.v}', '1'],
    ['{a', 'no template'],
    ['a}', 'no template'],
    ['plain', 'no template'],
    ['{a|run:x}', 'no template'],
    ['{a|lower:x}', 'no template'],
  ])('%s', (template, text) => {
    expect(filled(template)).toBe(text);
  });
});

describe('outcomes', () => {
  const rules = {
    success: ['OK'],
    failure: ['no'],
    failureFrom: 400,
    otherwise: 'asFound',
    whenEmpty: 'success',
  } as const;
  const read = (text: string | null) =>
    readOutcome(text, { ...rules, success: [...rules.success], failure: [...rules.failure] });

  it.each([
    ['ok', 'success'],
    ['NO', 'failure'],
    ['399', 'success'],
    ['403', 'failure'],
    ['maybe', 'maybe'],
    [null, 'success'],
  ])('%s is %s', (text, outcome) => {
    expect(read(text)).toBe(outcome);
  });
});

describe('stated changes', () => {
  const read = (rule: ConstructorParameters<typeof StatedChanges>[0][number], record: object): unknown => {
    const text = new StatedChanges([rule]).read((key) => Object.getOwnPropertyDescriptor(record, key)?.value);
    return text === null ? null : JSON.parse(text);
  };

  it('come from lists of fields, with JSON texts taken for what they hold', () => {
    const rule = { list: 'mods', name: 'n', before: 'o', after: 'w' };
    const mods = [
      { n: 'Enabled', o: '[true]', w: '[false]' },
      { n: 'Name', w: 'x' },
      { n: 'Was', o: null, w: 'y' },
      { n: 'Same' },
      { n: 'Nothing', o: null },
      'noise',
      null,
    ];
    expect(read(rule, { mods })).toEqual([
      { path: 'Enabled', before: [true], after: [false] },
      { path: 'Name', after: 'x' },
      { path: 'Was', before: null, after: 'y' },
    ]);
  });

  it('keep a text that only begins, or only ends, as JSON does', () => {
    const rule = { list: 'mods', name: 'n', before: 'o', after: 'w' };
    const sides = ['"a" b', '[1', '{"a":1} x', '"a"', ' "a"', '["a"] \n', '"a]', '"', ''];
    const mods = sides.map((w) => ({ n: 'f', w }));
    expect((read(rule, { mods }) as { after: unknown }[]).map(({ after }) => after)).toEqual([
      ...['"a" b', '[1', '{"a":1} x', 'a', ' "a"', ['a'], '"a]', '"', ''],
    ]);
  });

  it('come from objects of fields', () => {
    const rule = { fields: 'diff', before: 'from', after: 'to' };
    expect(read(rule, { diff: { role: { from: 'a', to: 'b' }, other: 1 } })).toEqual([
      { path: 'role', before: 'a', after: 'b' },
    ]);
  });

  it('come from two objects, of which only what was replaced is compared where the log says no more', () => {
    const rule = { before: 'old', after: 'now', onlyBefore: true };
    expect(read(rule, { old: { mail: 'a' }, now: { mail: 'b', name: 'c' } })).toEqual([
      { path: 'mail', before: 'a', after: 'b' },
    ]);
    expect(read(rule, { now: { mail: 'b' } })).toBeNull();
  });

  it('are bounded', () => {
    const mods = Array.from({ length: 50_000 }, (_, at) => ({ n: `f${at}`, o: 0, w: 1 }));
    expect(read({ list: 'mods', name: 'n', before: 'o', after: 'w' }, { mods })).toHaveLength(1_000);
  });
});
