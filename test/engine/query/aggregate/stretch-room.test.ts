import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberNull } from '../../../../electron/engine/columns/column.ts';
import { addLanes } from '../../../../electron/engine/query/aggregate/add-lanes.ts';
import type { GroupTable } from '../../../../electron/engine/query/aggregate/group-table.ts';
import { STRETCH_EVENTS } from '../../../../electron/engine/query/aggregate/matched-positions.ts';
import { PlacedSeen } from '../../../../electron/engine/query/aggregate/placed-seen.ts';
import { PlacedTable } from '../../../../electron/engine/query/aggregate/placed-table.ts';
import { StretchRoom } from '../../../../electron/engine/query/aggregate/stretch-room.ts';
import type { LoadedNumbers } from '../../../../electron/engine/query/loaded-columns.ts';
import { randomNumbers } from '../../../bench/data/random-numbers.ts';

const COUNT = STRETCH_EVENTS + 1_500;

/** One in so many events matches: all, most, some, and so few that columns are read where they are. */
const density = fc.constantFrom(1, 2, 10, 40, 1_000);
const seed = fc.integer({ min: 1, max: 1_000_000 });

function maskOf(oneIn: number, next: () => number) {
  const mask = Uint8Array.from({ length: COUNT }, () => (next() * oneIn < 1 ? 1 : 0));
  return { mask, count: mask.reduce((sum, mark) => sum + mark, 0) };
}

function positionsOf(mask: Uint8Array, from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at).filter((position) => mask[position] === 1);
}

const columnOf = (values: LoadedNumbers['values'], next: () => number): LoadedNumbers => {
  const nullValue = numberNull(values);
  for (let at = 0; at < COUNT; at += 1)
    values[at] = next() < 0.2 ? nullValue : Math.floor(next() * 200) - 100;
  return { kind: 'number', values, base: 0, scale: 1, nullValue };
};

/** Goes through the stretches of a room. */
function eachStretch(room: StretchRoom, matches: ReturnType<typeof maskOf>, visit: (from: number) => void) {
  for (let from = 0; from < COUNT; from += STRETCH_EVENTS) {
    room.find(matches, from, Math.min(COUNT, from + STRETCH_EVENTS), matches.count === COUNT);
    visit(from);
  }
}

describe('a stretch of events', () => {
  it('holds the positions, codes and numbers of those that match', () => {
    fc.assert(
      fc.property(density, seed, (oneIn, start) => {
        const next = randomNumbers(start).share;
        const matches = maskOf(oneIn, next);
        const columns = [Int8Array, Int16Array, Int32Array, Float64Array].map((type) =>
          columnOf(new type(COUNT), next),
        );
        const codes = [Uint8Array, Uint16Array, Uint32Array].map((type) =>
          new type(COUNT).map(() => Math.floor(next() * 250)),
        );
        const room = new StretchRoom(COUNT, columns.length);
        const seen = { codes: codes[1] ?? new Uint16Array(), seen: new Uint8Array(251) };
        const placed = new PlacedSeen(seen, room);
        room.look();
        placed.begin();
        eachStretch(room, matches, (from) => {
          const expected = positionsOf(matches.mask, from, Math.min(COUNT, from + STRETCH_EVENTS));
          const { found } = room;
          expect([...room.positions.subarray(0, found)]).toEqual(expected);
          room.cells.fill(0, 0, found);
          codes.forEach((of, at) => {
            room.addCodes(of, 1_000 ** at, 'cells');
          });
          const [a, b, c] = codes;
          const sum = (at: number) => (a?.[at] ?? 0) + 1_000 * (b?.[at] ?? 0) + 1_000_000 * (c?.[at] ?? 0);
          expect([...room.cells.subarray(0, found)]).toEqual(expected.map(sum));
          columns.forEach((column, lane) => {
            const valueAt = (at: number) => column.values[at] ?? Number.NaN;
            const isThere = (at: number) => valueAt(at) !== column.nullValue && !Number.isNaN(valueAt(at));
            room.gatherNumbers(column, lane);
            const numbers = expected.map((at) => (isThere(at) ? valueAt(at) : Number.NaN));
            expect([...(room.lanes[lane] ?? new Float64Array()).subarray(0, found)]).toEqual(numbers);
            room.present.fill(1, 0, found);
            room.gatherPresent(column, 4, lane);
            const zeroes = expected.map((at) => (isThere(at) ? valueAt(at) : 0));
            expect([...(room.lanes[lane] ?? new Float64Array()).subarray(0, found)]).toEqual(zeroes);
            expect([...room.present.subarray(0, found)]).toEqual(expected.map((at) => (isThere(at) ? 5 : 1)));
          });
          room.gatherNumbers(columns[3] as LoadedNumbers, 'times');
          expect(room.times[0]).toEqual(found === 0 ? room.times[0] : columns[3]?.values[expected[0] ?? 0]);
          placed.mark();
        });
        placed.end();
        const marked = new Set(positionsOf(matches.mask, 0, COUNT).map((at) => codes[1]?.[at] ?? 0));
        expect([...seen.seen.keys()].filter((code) => seen.seen[code] === 1)).toEqual(
          [...marked].sort((x, y) => x - y),
        );
        room.close();
      }),
      { numRuns: 25 },
    );
  });

  it('adds any number of lanes to the records of a table as the loops for large tables do', () => {
    fc.assert(
      fc.property(density, seed, fc.integer({ min: 0, max: 9 }), (oneIn, start, lanes) => {
        const next = randomNumbers(start).share;
        const matches = maskOf(oneIn, next);
        const stride = 2 ** Math.ceil(Math.log2(lanes + 1));
        const tableOf = (groups: number): GroupTable => ({
          keys: [],
          // Of more lanes than the table has, in an order of its own.
          lanes: Array.from({ length: lanes }, (_, at) => lanes - at),
          groups,
          stride,
          sums: new Float64Array(groups * stride).fill(1),
          present: new Uint8Array(groups),
          held: [],
          nullable: true,
        });
        const [small, large] = [tableOf(50), tableOf(600_000)];
        const room = new StretchRoom(COUNT, lanes + 1);
        const tables = [small, large].map((table) => new PlacedTable(table, room));
        room.look();
        for (const table of tables) table.begin();
        const expected = tableOf(50);
        eachStretch(room, matches, () => {
          const { found } = room;
          for (let i = 0; i < found; i += 1) {
            room.cells[i] = Math.floor(next() * 50) * stride;
            room.present[i] = 1 << Math.floor(next() * 8);
            for (const lane of room.lanes) lane[i] = Math.floor(next() * 1e6) - 5e5;
          }
          const own = expected.lanes.flatMap((lane) => room.lanes[lane] ?? []);
          addLanes(room.cells, found, own, expected.sums);
          for (let i = 0; i < found; i += 1) {
            const group = (room.cells[i] ?? 0) / stride;
            expected.present[group] = (expected.present[group] ?? 0) | (room.present[i] ?? 0);
          }
          for (const table of tables) table.add();
        });
        for (const table of tables) table.end();
        room.close();
        for (const { sums, present } of [small, large]) {
          expect(sums.subarray(0, 50 * stride)).toEqual(expected.sums);
          expect(present.subarray(0, 50)).toEqual(expected.present);
        }
      }),
      { numRuns: 25 },
    );
  });
});
