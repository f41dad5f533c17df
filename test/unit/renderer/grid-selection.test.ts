import { describe, expect, it } from 'vitest';
import { columnsIn, columnsOf, isWholeRows, rowsOf } from '../../../renderer/grid/cell-range.ts';
import { hasMore } from '../../../renderer/grid/expandable.ts';
import { readTarget, rowOfMoment } from '../../../renderer/grid/go-to.ts';
import { frozenColumns, layOutTracks } from '../../../renderer/grid/grid-tracks.ts';
import { readRange } from '../../../renderer/grid/read-range.ts';
import { wayOut } from '../../../renderer/grid/way-out.ts';
import { createAnnouncementsStore } from '../../../renderer/state/announcements-store.ts';
import { createSelectionStore } from '../../../renderer/state/selection-store.ts';
import type { FilterArg, RowsArg, RowsPage, Summary } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { printWritten } from '../../../shared/filter/written.ts';

const row = (values: Partial<EventRow>): EventRow =>
  ({ id: 1, detail: null, changes: null, extra: [], ...values }) as unknown as EventRow;

describe('selecting', () => {
  it('goes from where it began to the active cell', () => {
    const store = createSelectionStore();
    store.go({ row: 5, column: 2 });
    store.extend({ row: 6, column: 2 });
    store.extend({ row: 3, column: 4 });
    expect(store.getState()).toMatchObject({
      row: 3,
      column: 4,
      range: { top: 3, bottom: 5, left: 2, right: 4 },
    });
    store.go({ row: 9, column: 0 });
    expect(store.getState()).toMatchObject({ range: null, anchor: null });
  });

  it('takes whole rows, and keeps taking them', () => {
    const store = createSelectionStore();
    store.go({ row: 5, column: 2 });
    store.selectRows();
    store.extend({ row: 7, column: 2 });
    const { range } = store.getState();
    expect(range).toMatchObject({ top: 5, bottom: 7, left: 0 });
    expect(range !== null && isWholeRows(range) && rowsOf(range) === 3 && columnsOf(range, 9) === 9).toBe(
      true,
    );
    expect(columnsIn(range, 8)).toBeNull();
  });

  it('takes all rows of the result and leaves the active cell where it is', () => {
    const store = createSelectionStore();
    store.setState({ total: 1_000, row: 12 });
    store.selectAll();
    expect(store.getState()).toMatchObject({ row: 12, range: { top: 0, bottom: 999 } });
  });

  it('is given up before what is open, one thing at a time', () => {
    const services = { selection: createSelectionStore(), announcements: createAnnouncementsStore() };
    const { selection } = services;
    selection.setState({ total: 9, row: 2, openEvent: 70 });
    selection.expand({ row: 2, event: 70 });
    selection.selectAll();
    wayOut(services)?.();
    expect(selection.getState()).toMatchObject({ range: null, openEvent: 70 });
    wayOut(services)?.();
    expect(selection.getState()).toMatchObject({ openEvent: null, expanded: [{ row: 2, event: 70 }] });
    wayOut(services)?.();
    expect(selection.getState().expanded).toEqual([]);
    expect(wayOut(services)).toBeNull();
  });
});

describe('what a row has to show', () => {
  it('is a detail, changes, or columns of the file that are not on screen', () => {
    const shown = new Set(['time', 'extra.seen']);
    expect(hasMore(row({}), shown)).toBe(false);
    expect(hasMore(row({ detail: ' {} ', changes: '[]' }), shown)).toBe(false);
    expect(hasMore(row({ detail: '{"a":1}' }), shown)).toBe(true);
    expect(hasMore(row({ changes: '[{"path":"a"}]' }), shown)).toBe(true);
    expect(hasMore(row({ extra: [['seen', 'x']] }), shown)).toBe(false);
    expect(hasMore(row({ extra: [['other', 'x']] }), shown)).toBe(true);
    expect(hasMore(row({ extra: [['time', 'x']] }), shown)).toBe(true);
  });
});

describe('frozen columns', () => {
  const column = (width: number, frozen: boolean) => ({
    ref: 'a',
    label: 'a',
    kind: 'text' as const,
    extra: false,
    width,
    frozen,
    withChanges: false,
  });

  it('stand one after the other, as far as they leave room for others', () => {
    const columns = [column(200, true), column(100, true), column(300, false)];
    expect(layOutTracks(columns, frozenColumns(columns, 1_000), 28).lefts).toEqual([24, 224, null]);
    expect(layOutTracks(columns, frozenColumns(columns, 400), 28).lefts).toEqual([24, null, null]);
    expect(layOutTracks(columns, frozenColumns(columns, 300), 28).lefts).toEqual([null, null, null]);
  });
});

describe('where to go', () => {
  it.each([
    ['12', { kind: 'row', number: 12 }],
    ['row 1,234', { kind: 'row', number: 1_234 }],
    ['2026-10-30T14:05:11Z', { kind: 'instant', at: Date.UTC(2026, 9, 30, 14, 5, 11) * 1_000 }],
    ['2026-10-30 14:05', { kind: 'instant', at: Date.UTC(2026, 9, 30, 14, 5) * 1_000 }],
    ['30 Oct 2026 14:05:11.204 UTC', { kind: 'instant', at: Date.UTC(2026, 9, 30, 14, 5, 11, 204) * 1_000 }],
  ])('%s is read', (text, target) => expect(readTarget(text, 'UTC')).toEqual(target));

  it('is a local day, in the zone on screen', () => {
    expect(readTarget('3 Oct 2026', 'Asia/Tokyo')).toMatchObject({
      kind: 'day',
      from: Date.UTC(2026, 9, 2, 15) * 1_000,
    });
  });

  it.each(['', 'soon', '30 Foo 2026', '2026-13-01', '-5'])('%j is nowhere', (text) => {
    expect(readTarget(text, 'UTC')).toBeNull();
  });

  it('is found by counting what comes before it in time order', async () => {
    const asked: string[] = [];
    const engine = {
      summary: ({ filter }: FilterArg) => {
        asked.push(printWritten(filter.chips.map(({ clause }) => clause)));
        return Promise.resolve({ events: 42 } as Summary);
      },
    };
    const moment = { kind: 'instant', at: 1_000_000 } as const;
    expect(await rowOfMoment(engine, EMPTY_FILTER, { descending: true }, moment)).toBe(42);
    await rowOfMoment(engine, EMPTY_FILTER, { descending: false }, moment);
    expect(asked).toEqual(['time:>=1970-01-01T00:00:01.000001Z', 'time:<1970-01-01T00:00:01.000Z']);
  });
});

describe('reading a range', () => {
  const page = (offset: number, limit: number, revision = 1): RowsPage => ({
    total: 5_000,
    offset,
    revision,
    rows: Array.from({ length: limit }, (_, at) => row({ id: offset + at })),
  });
  const source = (rows: (arg: RowsArg) => RowsPage, atHand: number) => ({
    engine: { rows: (arg: RowsArg) => Promise.resolve(rows(arg)) },
    filter: EMPTY_FILTER,
    sort: { field: 'time', descending: true },
    rowAt: (index: number) => (index < atHand ? row({ id: index }) : undefined),
  });
  const ids = (rows: readonly EventRow[]): number[] => rows.map(({ id }) => id);

  it('asks for chunks, and only where rows are not at hand', async () => {
    const asked: number[] = [];
    const from = source(({ offset, limit }) => {
      asked.push(limit);
      return page(offset, limit);
    }, 100);
    const { signal } = new AbortController();
    expect(await readRange(from, 10, 5, ids, signal, () => undefined)).toEqual([10, 11, 12, 13, 14]);
    expect(asked).toEqual([]);
    const far: number[] = [];
    expect(await readRange(from, 50, 2_500, ids, signal, (done) => far.push(done))).toHaveLength(2_500);
    expect(asked).toEqual([1_000, 1_000, 500]);
    expect(far).toEqual([1_000, 2_000, 2_500]);
  });

  it('gives up when events are added meanwhile', async () => {
    const from = source(({ offset, limit }) => page(offset, limit, offset), 0);
    const reading = readRange(from, 0, 1_500, ids, new AbortController().signal, () => undefined);
    await expect(reading).rejects.toMatchObject({ code: 'CHANGED' });
  });
});
