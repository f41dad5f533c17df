import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { createColumnStore } from '../../../electron/engine/query/column-store.ts';
import { FilteredEvents } from '../../../electron/engine/query/filtered-events.ts';
import { findNeighbours } from '../../../electron/engine/query/neighbours.ts';
import type { Neighbours, NeighboursArg } from '../../../shared/api/contract.ts';
import { NEIGHBOUR_FIELDS } from '../../../shared/api/contract.ts';
import { excludeValue, includeValue, setTime } from '../../../shared/filter/edit.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { createSqlQueryEngine } from '../../reference/sql-query-engine.ts';
import { freshWorkspace } from '../store/fixtures.ts';
import { anyEvent, type TestEvent, writeEvents } from './dataset.ts';
import { matching, type NumberedEvent, sorted } from './naive.ts';

const HOUR = 3_600_000_000;
const UNCHECKED = { throwIfCancelled: () => undefined };

/** Neighbours as their description says, by listing everything. */
function naive(events: readonly NumberedEvent[], arg: NeighboursArg): Omit<Neighbours, 'revision'> {
  const own = events.find(({ id }) => id === arg.id);
  if (own === undefined) throw new Error(`There is no event ${arg.id}.`);
  const { same, within } = arg;
  const at = own.fields.time ?? null;
  const timeOf = (event: NumberedEvent) => event.fields.time ?? null;
  const counting = matching(arg.filter, events, true).filter(
    (event) =>
      event.id !== arg.id &&
      (same === null || (event.fields[same] ?? null) === (own.fields[same] ?? null)) &&
      (at === null ? event.source.id === own.source.id : timeOf(event) !== null) &&
      (at === null || within === null || Math.abs(Number(timeOf(event)) - Number(at)) <= within),
  );
  const line = sorted([...counting, own], { field: at === null ? 'id' : 'time', descending: false });
  const place = line.indexOf(own);
  const ids = line.map(({ id }) => ({ id })) as unknown as Neighbours['before'];
  return {
    order: at === null ? 'place' : 'time',
    before: ids.slice(Math.max(0, place - arg.count), place),
    after: ids.slice(place + 1, place + 1 + arg.count),
    moreBefore: place > arg.count,
    moreAfter: ids.length - place - 1 > arg.count,
  };
}

function prepare(first: readonly TestEvent[], second: readonly TestEvent[]) {
  const ws = freshWorkspace();
  writeEvents(ws, first, 'events.csv', 7);
  writeEvents(ws, second, 'more.csv', 7);
  const numbered = [first, second].flatMap((list, source) =>
    list.map(({ fields, extra }) => ({
      fields: { family: 'usage', ...fields },
      extra,
      source: { id: source + 1, name: ['events.csv', 'more.csv'][source] ?? '' },
      raw: '',
    })),
  );
  return { ws, events: numbered.map((event, at): NumberedEvent => ({ ...event, id: at + 1 })) };
}

const filter: fc.Arbitrary<Filter> = fc.constantFrom(
  EMPTY_FILTER,
  includeValue(EMPTY_FILTER, 'family', 'audit'),
  excludeValue(EMPTY_FILTER, 'action', 'System'),
  includeValue(EMPTY_FILTER, 'model', null),
  setTime(EMPTY_FILTER, { preset: 'custom', zone: 'UTC', from: -2 * HOUR, to: 3 * HOUR }),
);
const asked = fc.record({
  place: fc.nat(),
  filter,
  same: fc.option(fc.constantFrom(...NEIGHBOUR_FIELDS), { nil: null }),
  count: fc.nat(4),
  within: fc.option(fc.constantFrom(0, 1, HOUR, 2 * HOUR), { nil: null, freq: 2 }),
});

const ids = ({ before, after, ...facts }: Omit<Neighbours, 'revision'>) => ({
  ...facts,
  before: before.map(({ id }) => id),
  after: after.map(({ id }) => id),
});

describe('the events around an event', () => {
  it('are what listing everything gives, in every order, with ties and without times', () => {
    const property = fc.property(
      fc.array(anyEvent(false), { minLength: 1, maxLength: 20, size: 'max' }),
      fc.array(anyEvent(false), { maxLength: 12, size: 'max' }),
      fc.array(asked, { minLength: 20, maxLength: 20 }),
      (first, second, questions) => {
        const { ws, events } = prepare(first, second);
        const [index, sql] = [createColumnQueryEngine(ws), createSqlQueryEngine(ws)];
        const columns = createColumnStore(ws).current(UNCHECKED);
        const filtered = new FilteredEvents(ws, columns);
        for (const { place, ...question } of questions) {
          const arg = { ...question, id: (place % events.length) + 1 };
          const expected = ids(naive(events, arg));
          const { revision: _, ...found } = index.neighbours(arg);
          expect(ids(found)).toEqual(expected);
          const { revision: __, ...reference } = sql.neighbours(arg);
          expect(ids(reference)).toEqual(expected);
          const { before, after, ...facts } = findNeighbours(filtered, arg, UNCHECKED, 1);
          const idsAt = (positions: readonly number[]) => positions.map((at) => columns.idAt(at));
          expect({ ...facts, before: idsAt(before), after: idsAt(after) }).toEqual(expected);
        }
        ws.close();
      },
    );
    fc.assert(property, { numRuns: 40, endOnFailure: true });
  });

  it('of an unknown event are refused', () => {
    const { ws } = prepare([{ fields: { time: 0 }, extra: [] }], []);
    const ask = { id: 99, filter: EMPTY_FILTER, same: null, count: 1, within: null };
    expect(() => createColumnQueryEngine(ws).neighbours(ask)).toThrow(/no event 99/);
    ws.close();
  });
});
