import fc from 'fast-check';
import type { StoredValue } from '../../../electron/engine/record.ts';
import { beginSource } from '../../../electron/engine/store/source-writer.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import { eventBatchOf } from '../store/event-batch.ts';
import { newSource, rawBlock, sha256, values } from '../store/fixtures.ts';

/** One event as a test thinks of it: stored values of fields, and extra columns by name. */
export interface TestEvent {
  readonly fields: Partial<Record<FieldName, StoredValue>>;
  readonly extra: readonly (readonly [column: string, value: string])[];
}

/** Writes one source with these events, in batches, and finishes it. Each raw record is `line <n>\n`. */
export function writeEvents(
  ws: Workspace,
  events: readonly TestEvent[],
  name = 'events.csv',
  batch = 1_000,
): number {
  const writer = beginSource(ws, newSource({ name }));
  let byteOffset = 0;
  for (let from = 0; from < events.length; from += batch) {
    let content = '';
    const start = byteOffset;
    const stored = events.slice(from, from + batch).map((event, index) => {
      const record = `line ${from + index + 1}\n`;
      const place = { line: from + index + 1, byteOffset, byteLength: record.length };
      byteOffset += record.length;
      content += record;
      const pairs = event.extra.map(
        ([column, value]) => `"c${writer.extraColumn(column)}":${JSON.stringify(value)}`,
      );
      return {
        place,
        values: values(event.fields),
        extra: pairs.length === 0 ? null : `{${pairs.join(',')}}`,
        identity: sha256(record).subarray(0, 8),
      };
    });
    writer.write({
      events: eventBatchOf(stored),
      rejects: [],
      duplicates: [],
      rawBlocks: [rawBlock(Buffer.from(content), start, 'none')],
    });
  }
  writer.finish({ status: 'imported', warnings: [], envelope: null, contentBytes: byteOffset });
  return writer.id;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 3 });

/** Few values, so that groups have several events; cased, accented, escaped and empty ones among them. */
const someText = fc.constantFrom(
  ...['gpt-4o', 'GPT-4o', 'System', 'Ünal', 'ünal', 'a*b', 'a"b', 'x\ny', '', ' ', '10', '9.5', 'C:\\temp'],
  ...['ΟΔΟΣ', '😀 ok', 'c1', 'dana@example.com', '\u001F', 'tab\there'],
);
const nano = fc.oneof(
  fc.bigInt({ min: -3_000_000_000n, max: 3_000_000_000n }),
  fc.constantFrom(0n, 1n, 100_000_000n, 300_000_000n),
);
const hugeNano = fc.constantFrom(
  9_223_372_036_854_775_807n,
  -9_223_372_036_854_775_807n,
  9_000_000_000_000_000_000n,
);
const micros = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((hour) => hour * 3_600_000_000),
  fc.constantFrom(1_793_368_800_000_000, 1_793_368_800_000_001, 1_793_368_799_999_999),
);
const detail = fc.constantFrom(
  '{"path":"/v1/x","n":1}',
  '{"note":"say \\"hi\\""}',
  '{"model":"\\u0067pt-4o"}',
);

/** Names of extra columns, one of which is also the name of a field. */
export const EXTRA_COLUMNS = ['Score', 'User ID', 'time', '__proto__'] as const;

/** A random event. `huge` adds amounts whose sums do not fit 64 bits. */
export function anyEvent(huge: boolean): fc.Arbitrary<TestEvent> {
  const amount = huge ? fc.oneof(nano, hugeNano) : nano;
  const count = huge ? fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER) : fc.nat(1_000);
  return fc.record({
    fields: fc.record({
      time: maybe(micros),
      family: fc.constantFrom('audit', 'usage'),
      actor: maybe(someText),
      actorName: maybe(someText),
      action: maybe(someText),
      resource: maybe(someText),
      model: maybe(fc.constantFrom('gpt-4o', 'o1', 'GPT-4o')),
      byok: maybe(fc.constantFrom(0, 1)),
      requests: maybe(fc.constantFrom(0, 1, 2)),
      inputTokens: maybe(count),
      outputTokens: maybe(count),
      credits: maybe(amount),
      balance: maybe(amount),
      cost: maybe(nano),
      byokCost: maybe(nano),
      detail: maybe(detail),
    }),
    extra: fc
      .record(Object.fromEntries(EXTRA_COLUMNS.map((name) => [`x${name}`, maybe(someText)])))
      .map((columns) => EXTRA_COLUMNS.flatMap((name) => pairOf(name, columns[`x${name}`] ?? null))),
  });
}

function pairOf(name: string, value: string | null): [string, string][] {
  return value === null ? [] : [[name, value]];
}
