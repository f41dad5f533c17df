import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnName, PLACE_NAMES, valueAt } from '../../../electron/engine/columns/column.ts';
import { sql } from '../../../electron/engine/sql.ts';
import { indexState, readColumn } from '../../../electron/engine/store/column-index.ts';
import { columnOfRows } from '../../../electron/engine/store/columns-of-rows.ts';
import { listSegments } from '../../../electron/engine/store/index-segments.ts';
import { reindex } from '../../../electron/engine/store/reindex.ts';
import { execute } from '../../../electron/engine/store/run-sql.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { anyEvent, EXTRA_COLUMNS, writeEvents } from '../query/dataset.ts';
import { freshWorkspace, importSample, QUIET } from './fixtures.ts';

const NAMES: readonly ColumnName[] = [
  'source',
  ...PLACE_NAMES,
  ...FIELD_NAMES,
  ...EXTRA_COLUMNS.map((_, index): ColumnName => `c${index + 1}`),
];

/** Every value of the index, event by event, and whether the rows give the same. */
function contents(ws: Workspace): { index: string[]; rows: string[] } {
  const index: string[] = [];
  const rows: string[] = [];
  for (const segment of listSegments(ws).segments) {
    for (const name of NAMES) {
      const stored = readColumn(ws, segment, name) ?? undefined;
      const fresh = columnOfRows(ws.db, segment, name) ?? undefined;
      for (let row = 0; row < segment.count; row += 1) {
        const event = segment.firstEvent + row;
        index.push(`${event} ${name} ${valueAt(stored, row)}`);
        rows.push(`${event} ${name} ${valueAt(fresh, row)}`);
      }
    }
  }
  return { index: index.sort(), rows: rows.sort() };
}

describe('the column index', () => {
  it('holds what the rows hold, as imported and as rebuilt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent(true), { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        async (events, batch) => {
          const ws = freshWorkspace();
          writeEvents(ws, events, 'a.csv', batch);
          writeEvents(ws, events.slice(0, 5), 'b.csv', batch);
          expect(indexState(ws)).toEqual({ ready: true, reason: null });
          const imported = contents(ws);
          expect(imported.index).toEqual(imported.rows);
          const report = await reindex(ws, QUIET);
          expect(report.events).toBe(events.length + Math.min(5, events.length));
          expect(indexState(ws)).toEqual({ ready: true, reason: null });
          expect(contents(ws).index).toEqual(imported.rows);
          ws.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  const damages: readonly (readonly [what: string, damage: (ws: Workspace) => void])[] = [
    ['is missing', (ws) => void execute(ws.db, sql`DELETE FROM index_segment`)],
    ['does not cover the events', (ws) => void execute(ws.db, sql`DELETE FROM index_segment WHERE id = 2`)],
    [
      'is of another version',
      (ws) => void execute(ws.db, sql`UPDATE index_segment SET version = version + 1`),
    ],
    ['is damaged', (ws) => void execute(ws.db, sql`UPDATE index_segment SET names = 'time'`)],
    ['is damaged', (ws) => void execute(ws.db, sql`UPDATE index_column SET data = zeroblob(length(data))`)],
    ['is damaged', (ws) => void execute(ws.db, sql`UPDATE index_column SET data = substr(data, 1, 20)`)],
    ['is damaged', (ws) => void execute(ws.db, sql`DELETE FROM index_column WHERE name = 'actor'`)],
  ];
  it.each(damages)('answers from the rows when it %s', async (what, damage) => {
    const ws = freshWorkspace();
    importSample(ws);
    const before = contents(ws).index;
    damage(ws);
    const damaged = contents(ws);
    expect(damaged.index).toEqual(before);
    const state = indexState(ws);
    expect(state.ready).toBe(false);
    expect(state.reason).toContain(what);
    await reindex(ws, QUIET);
    expect(indexState(ws)).toEqual({ ready: true, reason: null });
    expect(contents(ws).index).toEqual(before);
  });

  it('is found out when any bit of it flips', () => {
    const ws = freshWorkspace();
    importSample(ws);
    const before = contents(ws).index;
    const rows = ws.db.prepare('SELECT id, data FROM index_column').all() as { id: number; data: Buffer }[];
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.nat(), fc.nat(7), (row, place, bit) => {
        const flipped = Buffer.from(row.data);
        const at = place % flipped.length;
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        execute(ws.db, sql`UPDATE index_column SET data = ${flipped} WHERE id = ${row.id}`);
        expect(contents(ws).index).toEqual(before);
        expect(indexState(ws).ready).toBe(false);
        execute(ws.db, sql`UPDATE index_column SET data = ${row.data} WHERE id = ${row.id}`);
      }),
      { numRuns: 60 },
    );
  });

  it('is incomplete, and known to be, when rebuilding is cancelled', async () => {
    const ws = freshWorkspace();
    importSample(ws);
    const cancelled = {
      ...QUIET,
      throwIfCancelled() {
        throw new Error('cancelled');
      },
    };
    await expect(reindex(ws, cancelled)).rejects.toThrow('cancelled');
    expect(indexState(ws).ready).toBe(false);
    expect(contents(ws).index).toEqual(contents(ws).rows);
  });
});
