import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeldJson } from '../../../electron/engine/import/parse/held-json.ts';
import {
  type MemberPath,
  memberOf,
  pathReader,
  valueAt,
} from '../../../electron/engine/import/profile/member-path.ts';
import { TapeContainer } from '../../../electron/engine/import/records/tape-record.ts';

const key = fc.constantFrom('a', 'b', '0', '1', '12', 'length', '__proto__', 'constructor', '', 'xay', 'xby');
const leaf = fc.oneof(
  fc.constantFrom(null, true, 0, 1.5, '', 'x', '{"a":1}', '["b",{"0":2}]', '{a}', ' {"a":[3]} '),
);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    // Made as JSON.parse makes it: __proto__ is a member like any other.
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 4 })
      .map((members) =>
        JSON.parse(
          `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`,
        ),
      ),
  ),
}));
const path = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: key.map((name) => ({ kind: 'key' as const, key: name })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'where' as const, member: 'a', is: 'x' }) },
      {
        weight: 1,
        arbitrary: fc.constant({ kind: 'named' as const, by: [{ kind: 'key' as const, key: 'b' }] }),
      },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((steps): MemberPath => steps);

/** Steps that mostly lead somewhere: each takes the member of a number, or else a key. */
const turns = fc.array(fc.tuple(fc.nat(5), key), { minLength: 1, maxLength: 5 });

function stepsInto(value: unknown, all: readonly (readonly [number, string])[]): MemberPath {
  const steps: { kind: 'key'; key: string }[] = [];
  let at = value;
  for (const [number, other] of all) {
    const key = typeof at === 'object' && at !== null ? (Object.keys(at)[number] ?? other) : other;
    steps.push({ kind: 'key', key });
    at = memberOf(at, key);
  }
  return steps;
}

it('a path that is read often gives what following it step by step gives', () => {
  fc.assert(
    fc.property(fc.dictionary(key, json), path, (record, steps) => {
      const outermost = (name: string) => memberOf(record, name);
      expect(JSON.stringify(pathReader(steps)(outermost))).toBe(JSON.stringify(valueAt(steps, outermost)));
    }),
    { numRuns: 3_000 },
  );
});

it('… also in JSON that a kernel took apart', () => {
  let taped = 0;
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(key, json, { minKeys: 1 }), { minLength: 1, maxLength: 4 }),
      turns,
      (cells, all) => {
        // Fewer bytes than this are not worth a kernel.
        const texts = [
          ...cells.map((cell) => JSON.stringify(cell)),
          JSON.stringify({ long: 'x'.repeat(5_000) }),
        ];
        const held = new HeldJson();
        held.take(0, texts.length, (id) => texts[id] ?? null);
        for (const [id, text] of texts.entries()) {
          const container = held.get(id, text)?.value;
          if (container instanceof TapeContainer) taped += 1;
          const outermost = (name: string) => (name === 'cell' ? (container ?? JSON.parse(text)) : undefined);
          const whole = (name: string) => (name === 'cell' ? JSON.parse(text) : undefined);
          const inside: MemberPath = [{ kind: 'key', key: 'cell' }, ...stepsInto(JSON.parse(text), all)];
          expect(JSON.stringify(pathReader(inside)(outermost))).toBe(JSON.stringify(valueAt(inside, whole)));
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect(taped).toBeGreaterThan(500);
});
