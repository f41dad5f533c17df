import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SegmentReader } from '../../../electron/engine/export/segment-columns.ts';
import { sql } from '../../../electron/engine/sql.ts';
import { execute } from '../../../electron/engine/store/run-sql.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { anyEvent, type TestEvent, writeEvents } from '../query/dataset.ts';
import { freshWorkspace } from '../store/fixtures.ts';
import { exported } from './export-fixtures.ts';

const FORMATS = ['csv', 'json', 'jsonl'] as const;
const SORTS = [
  { field: 'time', descending: true },
  { field: 'id', descending: false },
  { field: 'actor', descending: false },
];

/** Texts that a cell cannot take as they are, and ones that it can. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        ...['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', "'", '"', ',', 'é', '😀', '1'],
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('', '-5', '+1.25', 'plain', '{"a":"b, c"}', '{"a":\n1}', '\uD800 alone'),
);

const changes = fc.constantFrom(
  '[]',
  'no list',
  '[{"path":"role","before":"member","after":"=admin"}]',
  '[{"path":"","before":"-1+1","after":null}]',
);

const events = fc
  .array(fc.tuple(anyEvent(true), hostile, hostile, fc.option(changes, { nil: null })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((made) =>
    made.map(
      ([event, resource, text, change]): TestEvent => ({
        fields: { ...event.fields, resource, detail: text, changes: change },
        extra: event.extra,
      }),
    ),
  );

/** So many different texts that the index holds them one after the other, rather than as a dictionary. */
function withManyTexts(few: readonly TestEvent[]): TestEvent[] {
  return Array.from({ length: 700 }, (_, index) => {
    const { fields, extra } = few[index % few.length] ?? { fields: {}, extra: [] };
    const { detail, resource } = fields;
    return {
      fields: {
        ...fields,
        time: index % 50 === 0 ? null : index * 3_600_000_000 + (index % 3) * 250,
        detail: index % 9 === 0 ? null : `${String(detail)}${index % 2 === 0 ? index : ''}`,
        actorName: `${String(resource)}${index}`,
        inputTokens: index * 12_345_678_901,
        cost: BigInt(index - 300) * 1_234_567_891n,
      },
      extra,
    };
  });
}

function withoutIndex(ws: Workspace): void {
  execute(ws.db, sql`DELETE FROM index_column`);
  execute(ws.db, sql`DELETE FROM index_segment`);
}

async function inEveryWay(ws: Workspace): Promise<string[]> {
  const texts: string[] = [];
  for (const format of FORMATS) {
    for (const sort of SORTS) texts.push((await exported(ws, format, { sort })).bytes.toString('latin1'));
  }
  return texts;
}

async function expectTheSame(made: readonly TestEvent[], batch: number): Promise<void> {
  const ws = freshWorkspace();
  writeEvents(ws, made, '=a, "b".csv', batch);
  const ids = Uint32Array.from(made, (_, index) => made.length - index);
  expect(new SegmentReader(ws, ids.length).partsOf(ids)).toHaveLength(Math.ceil(made.length / batch));
  const fromColumns = await inEveryWay(ws);
  withoutIndex(ws);
  expect(new SegmentReader(ws, ids.length).partsOf(ids)).toBeNull();
  expect(fromColumns).toEqual(await inEveryWay(ws));
}

describe('an export from the column index', () => {
  it('is byte for byte the export from the table', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.constantFrom(7, 1_000), (made, batch) => expectTheSame(made, batch)),
      { numRuns: 12 },
    );
  });

  it('is so too for many different texts, long cells and several segments in one chunk', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.constantFrom(300, 1_000), (made, batch) =>
        expectTheSame(withManyTexts(made), batch),
      ),
      { numRuns: 3 },
    );
  });

  it('is so too when a row is larger than a block and cells have to be forgotten in between', async () => {
    const made = Array.from({ length: 3_000 }, (_, index) => ({
      fields: {
        time: index,
        actor: `a${index % 3}`,
        detail: index === 1_500 ? `"${'x,'.repeat(800_000)}"` : `{"n":${index},"t":"${'y'.repeat(2_000)}"}`,
      },
      extra: [],
    }));
    await expectTheSame(made, 3_000);
  });
});
