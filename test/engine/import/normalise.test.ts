import { describe, expect, it } from 'vitest';
import { readActor } from '../../../electron/engine/import/normalise/actor.ts';
import { changesIn } from '../../../electron/engine/import/normalise/changes.ts';
import { readDetails } from '../../../electron/engine/import/normalise/details.ts';

const RULES = {
  system: ['System'],
  unknown: ['Unknown user'],
  whenEmpty: 'nobody',
  kinds: { IAMUser: 'user', AWSService: 'service' },
} as const;
const NOTHING = { person: null, id: null, name: null, email: null, kind: null };

function actor(parts: Partial<typeof NOTHING | Record<keyof typeof NOTHING, string>>) {
  const rules = { ...RULES, system: [...RULES.system], unknown: [...RULES.unknown], patterns: [] };
  const read = readActor({ ...NOTHING, ...parts }, rules);
  return [read.actor, read.kind, read.name, read.email];
}

describe('actors', () => {
  it('are the e-mail address, else the id, else the name', () => {
    expect(actor({ person: 'Dana Reyes <dana@x.test>' })).toEqual([
      'dana@x.test',
      'user',
      'Dana Reyes',
      'dana@x.test',
    ]);
    expect(actor({ person: 'dana@x.test' })).toEqual(['dana@x.test', 'user', null, 'dana@x.test']);
    expect(actor({ person: 'Dana Reyes', id: 'u_1' })).toEqual(['u_1', 'user', 'Dana Reyes', null]);
    expect(actor({ name: 'Dana Reyes', email: 'dana@x.test' })).toEqual([
      'dana@x.test',
      'user',
      'Dana Reyes',
      'dana@x.test',
    ]);
  });

  it('keep System, Unknown user, keys and services apart', () => {
    expect(actor({ person: 'System' }).slice(0, 2)).toEqual(['System', 'system']);
    expect(actor({ person: 'Unknown user' }).slice(0, 2)).toEqual(['Unknown user', 'unknown']);
    expect(actor({ person: 'Unknown user', id: 'u_9' }).slice(0, 2)).toEqual(['u_9', 'unknown']);
    expect(actor({ person: 'API key: nightly' }).slice(0, 2)).toEqual(['API key: nightly', 'apiKey']);
    expect(actor({ person: 'svc-import' }).slice(0, 2)).toEqual(['svc-import', 'service']);
    expect(actor({ name: 'ec2', kind: 'AWSService' }).slice(0, 2)).toEqual(['ec2', 'service']);
    expect(actor({})).toEqual([null, null, null, null]);
  });
});

describe('changes', () => {
  it('list the members that differ between old and new', () => {
    const detail = {
      context: {},
      old: { a: 1, b: { c: 'x', d: 0 } },
      new: { a: 1, b: { c: 'y', d: 0 }, e: [1] },
    };
    expect(changesIn(detail)).toEqual([
      { path: 'b.c', before: 'x', after: 'y' },
      { path: 'e', after: [1] },
    ]);
  });

  it('tell null from not being there, and leave out the side that is not there', () => {
    const json = (detail: object) => JSON.parse(readDetails(JSON.stringify(detail)).changes ?? 'null');
    expect(json({ old: { a: null, b: null }, new: { a: 1, c: null } })).toEqual([
      { path: 'a', before: null, after: 1 },
      { path: 'b', before: null },
      { path: 'c', after: null },
    ]);
    expect(json({ changes: { role: { old: null, new: 'admin' } } })).toEqual([
      { path: 'role', before: null, after: 'admin' },
    ]);
    expect(json({ old: null, new: { status: 'on' } })).toEqual([{ path: 'status', after: 'on' }]);
    expect(changesIn({ before: 'a', after: 'b' })).toEqual([{ path: '', before: 'a', after: 'b' }]);
  });

  it('are read from lists and keyed forms', () => {
    expect(changesIn({ ModifiedProperties: [{ Name: 'Role', OldValue: 'a', NewValue: 'b' }] })).toEqual([
      { path: 'Role', before: 'a', after: 'b' },
    ]);
    expect(changesIn({ changes: { role: { from: 1, to: 2 }, name: ['x', 'y'] } })).toEqual([
      { path: 'role', before: 1, after: 2 },
      { path: 'name', before: 'x', after: 'y' },
    ]);
  });

  it('do not mistake inherited members for recorded ones', () => {
    expect(changesIn(JSON.parse('{"old":{"__proto__":1,"constructor":2},"new":{}}'))).toEqual([
      { path: '__proto__', before: 1 },
      { path: 'constructor', before: 2 },
    ]);
  });
});

describe('details', () => {
  it('keep JSON text as it was and other text as a JSON string', () => {
    expect(readDetails(' {"b":1, "a":2} ').detail).toBe('{"b":1, "a":2}');
    expect(readDetails('said "no"').detail).toBe('"said \\"no\\""');
    expect(readDetails('{broken').detail).toBe('"{broken"');
    expect(readDetails('{}').detail).toBeNull();
  });

  it('keep text that is nested too deep as a string', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect(readDetails(deep).detail).toBe(JSON.stringify(deep));
  });
});
