import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSameTaped } from '../../support/taped-json.ts';

/** Enough records around a few odd ones that windows are long, with texts that repeat and texts that do not. */
function log(odd: readonly string[], count = 80): string[] {
  const records = Array.from(
    { length: count },
    (_, index) =>
      `{"time":"2026-10-24T10:00:${String(index % 60).padStart(2, '0')}Z","action":"user.created","user":"${index % 3 === 0 ? 'ann' : 'bob'}","n":${index},"more":{"id":"${(index * 2_654_435_761) % 4_294_967_296}","ok":true}}`,
  );
  for (const [index, record] of odd.entries()) records.splice(7 * index + 3, 0, record);
  return records;
}

const ODD = [
  ['names that are there twice', '{"time":"2026-10-24T10:00:00Z","action":"a","action":"b"}'],
  [
    'names that an object inside has as well',
    '{"x":{"type":1},"type":2,"y":{"type":3,"z":{"type":4}},"action":"a"}',
  ],
  ['names twice, with an object between that has them', '{"type":2,"y":{"type":3},"type":5,"action":"a"}'],
  ['names like numbers, which change their order', '{"action":"a","b":1,"10":2,"2":3,"d":{"z":1,"1":2}}'],
  ['names of prototypes', '{"action":"a","__proto__":{"x":1},"constructor":"c","toString":[1]}'],
  ['names with escapes and without characters', '{"action":"a","x\\"y":1,"":2,"\\u0061":3,"d":{"":{"":1}}}'],
  ['names beyond ASCII', '{"action":"a","größe":1,"d":{"ü":2}}'],
  [
    'escapes',
    '{"action":"a\\"b","b":"\\\\n\\n","c":"\\u0041","d":"\\/","e":{"f":"\\t","g":"\\ud83d\\ude00"}}',
  ],
  ['half a character', '{"action":"a","b":"\\ud800"}'],
  ['characters beyond ASCII', '{"action":"größer","b":"😀\u2028","c":{"d":"ü","e":["ß"]},"f":"x"}'],
  ['control characters', '{"action":"a\tb"}'],
  ['numbers that print otherwise', '{"action":"a","b":1.0,"c":-0,"d":1e5,"e":0.0000001,"f":{"g":1.50}}'],
  ['numbers that print alike', '{"action":"a","b":0.5,"c":-12.25,"d":0,"e":0.000001,"f":999999999999999}'],
  ['numbers beyond doubles', '{"action":"a","b":12345678901234567890,"c":0.30000000000000004}'],
  ['numbers that are none', '{"action":"a","b":01}', '{"action":"a","b":1.}', '{"action":"a","b":-}'],
  ['words that are none', '{"action":"a","b":tru}', '{"action":"a","b":nul}', '{"action":"a","b":falsy}'],
  ['blanks', '{ "action" : "a" ,\r\n\t"b" : { "c" : [ 1 , 2 ] , "d" : { } , "e" : [ ] } }'],
  ['what is empty', '{}', '{"action":"a","b":{},"c":[],"d":"","e":" ","f":[{}],"g":[[]]}'],
  ['lists', '{"action":"a","b":[{"c":1},{"c":2}],"d":[1,"x",null,[true]],"e":[null]}'],
  ['JSON in texts', '{"action":"a","details":"{\\"ip\\":\\"10.0.0.1\\",\\"old\\":1,\\"new\\":2}"}'],
  ['details', '{"action":"a","details":{"old":{"x":1},"new":{"x":2},"ip":"10.0.0.2"}}'],
  [
    'details of a name and changes',
    '{"action":"a","changes":[{"field":"f","old":1,"new":2}],"ip":" 10.0.0.3 "}',
  ],
  ['deep nesting', `{"action":"a","b":${'{"c":'.repeat(70)}1${'}'.repeat(70)}}`],
  ['nesting beyond what is shown', `{"action":"a","b":${'['.repeat(230)}${']'.repeat(230)}}`],
  ['what is no object', '1', '"x"', '[1,{"action":"a"}]', 'null', 'true'],
  ['what is broken', '{"action":"a"', '{"action" "a"}', '{"action":"a",}', '{"action":"a"}}', '{action:1}'],
] as const;

const WAYS = [
  ['a list', (records: readonly string[]) => `[${records.join(',')}]`],
  ['a list on lines', (records: readonly string[]) => `[\n  ${records.join(',\n  ')}\n]\n`],
  ['a list in an object', (records: readonly string[]) => `{"a":1,"Records":[${records.join(',')}],"b":2}`],
  ['lines', (records: readonly string[]) => records.map((one) => one.replace(/[\r\n]+/g, ' ')).join('\n')],
  ['values', (records: readonly string[]) => records.join(' ')],
  ['a list with a mark', (records: readonly string[]) => `\ufeff[${records.join(',')}]`],
] as const;

describe('JSON records taken apart by kernels', () => {
  for (const [what, ...odd] of ODD) {
    it(`are as objects would give them: ${what}`, () => {
      for (const [, write] of WAYS) expectSameTaped(write(log(odd)));
    });
  }

  it('are found where pieces cut them, and read in other encodings', () => {
    const text = `[${log(ODD.flatMap(([, ...odd]) => odd)).join(',')}]`;
    for (const size of [4_096, 5_001, 9_999]) expectSameTaped(text, size);
    const { events } = expectSameTaped(Buffer.from(`[${log(['{"action":"größer"}']).join(',')}]`, 'latin1'));
    expect(events.filter((event) => event.includes('größer'))).toHaveLength(1);
  });

  it('say what bytes are no text', () => {
    const bytes = Buffer.from(`[${log(['{"action":"x#y","b":{"c":"#"}}']).join(',')}]`);
    for (let at = bytes.indexOf('#'); at >= 0; at = bytes.indexOf('#')) bytes[at] = 0xe2;
    expectSameTaped(bytes, 1 << 20, { encoding: 'utf-8' });
  });

  it('may have more names than are remembered, and more records than fit', () => {
    const names = Array.from(
      { length: 5_000 },
      (_, index) => `{"action":"a","name${index}":"x","d":{"k${index}":1}}`,
    );
    expectSameTaped(`[${names.join(',')}]`);
    expectSameTaped(
      `[${Array.from({ length: 40_000 }, (_, n) => `{"action":"a","n":${n % 10}}`).join(',')}]`,
    );
  });

  it('are as objects would give them, whatever they hold', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).map((json) => JSON.stringify(json));
    const record = fc.array(fc.tuple(fc.string(), value)).map((members) => {
      const all = members.map(([key, json]) => `${JSON.stringify(key)}:${json}`);
      return `{"action":"a",${all.join(',')}}`.replace(',}', '}');
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), (records) => {
        expectSameTaped(`[${log(records).join(',')}]`);
      }),
      { numRuns: 60 },
    );
  });

  const cases = new URL('../../golden/cases/', import.meta.url);
  const logs = readdirSync(cases).filter((name) => /(?<!\.expected)\.jsonl?$/.test(name));
  it.each(logs)('of the log %s are as objects would give them', (name) => {
    const text = readFileSync(new URL(name, cases), 'utf8');
    const lines = name.endsWith('l') ? `${text.trim()}\n` : `${text.trim()} `;
    const repeated = lines.repeat(Math.ceil(6_000 / lines.length));
    for (const profile of [null, 'generic']) {
      const { events } = expectSameTaped(repeated, 1 << 20, { profile });
      expect(events.length).toBeGreaterThan(0);
    }
  });
});
