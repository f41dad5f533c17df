import { describe, expect, it } from 'vitest';
import type { QueryEngine } from '../../../electron/engine/query/query-engine.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { freshWorkspace } from '../store/fixtures.ts';
import { type TestEvent, writeEvents } from './dataset.ts';
import { histogramSuite } from './histogram-suite.ts';
import { at, code, where } from './suite-questions.ts';

const EVENTS: TestEvent[] = [
  {
    fields: {
      time: at('2026-10-25T00:30:00Z'),
      actor: 'dana@x',
      actorName: 'Dana Reyes',
      model: 'gpt-4o',
      credits: 100_000_000n,
      requests: 1,
    },
    extra: [['Team', 'Red']],
  },
  {
    fields: {
      time: at('2026-10-25T01:30:00Z'),
      actor: 'dana@x',
      actorName: 'Dana R.',
      model: 'gpt-4o',
      credits: 200_000_000n,
      requests: 2,
    },
    extra: [
      ['Team', 'Blue'],
      ['__proto__', 'x'],
    ],
  },
  {
    fields: { time: null, family: 'audit', actor: 'System', actorKind: 'system', action: 'model.disabled' },
    extra: [],
  },
  {
    fields: {
      time: at('2026-10-27T10:00:00Z'),
      model: 'o1',
      byok: 1,
      byokCost: 5_000_000_000n,
      inputTokens: 7,
      requests: 1,
    },
    extra: [],
  },
  {
    fields: {
      time: at('2026-10-27T10:00:00Z'),
      actor: 'ömer@x',
      actorName: 'Ömer',
      model: 'o1',
      inputTokens: 3,
      outputTokens: 4,
    },
    extra: [['Team', 'Red']],
  },
];

/** What every query engine answers. */
export function queryEngineSuite(create: (ws: Workspace) => QueryEngine): void {
  function engineOver(events: readonly TestEvent[] = EVENTS): QueryEngine {
    const ws = freshWorkspace();
    writeEvents(ws, events);
    return create(ws);
  }

  describe('summary', () => {
    it('adds up exactly and tells missing from zero', () => {
      expect(engineOver().summary(EMPTY_FILTER)).toEqual({
        events: 5,
        auditEvents: 1,
        usageEvents: 4,
        undated: 1,
        actors: 3,
        actions: 1,
        resources: 0,
        models: 2,
        requests: 4,
        inputTokens: 10,
        outputTokens: 4,
        credits: 0.3,
        cost: null,
        byokCost: 5,
        costs: [{ currency: null, cost: null, byokCost: 5 }],
        firstTime: '2026-10-25T00:30:00.000Z',
        lastTime: '2026-10-27T10:00:00.000Z',
      });
    });

    it('of nothing is zero events and no sums', () => {
      const summary = create(freshWorkspace()).summary(EMPTY_FILTER);
      expect(summary).toMatchObject({
        events: 0,
        auditEvents: 0,
        undated: 0,
        credits: null,
        firstTime: null,
      });
    });
  });

  describe('breakdown', () => {
    it('sorts by the measure, groups without it last, ties by key; actors carry their name', () => {
      const { total, groups } = engineOver().breakdown({
        filter: EMPTY_FILTER,
        by: 'actor',
        measure: 'credits',
        limit: 10,
      });
      expect(total).toBe(4);
      expect(groups.map(({ key, label, events, credits }) => [key, label, events, credits])).toEqual([
        ['dana@x', 'Dana Reyes', 2, 0.3],
        ['System', 'System', 1, null],
        ['ömer@x', 'Ömer', 1, null],
        [null, 'No value', 1, null],
      ]);
    });

    it('counts tokens as input and output together, and cuts after the limit', () => {
      const { total, groups } = engineOver().breakdown({
        filter: EMPTY_FILTER,
        by: 'model',
        measure: 'tokens',
        limit: 1,
      });
      expect(total).toBe(3);
      expect(groups).toEqual([
        {
          key: 'o1',
          label: 'o1',
          events: 2,
          requests: 1,
          inputTokens: 10,
          outputTokens: 4,
          credits: null,
          cost: null,
          byokCost: 5,
          costs: [{ currency: null, cost: null, byokCost: 5 }],
        },
      ]);
    });

    it.each([
      ['byok', ['BYOK', 'No value']],
      ['source', ['events.csv']],
      ['extra.Team', ['No value', 'Red', 'Blue']],
      ['Team', ['No value', 'Red', 'Blue']],
      ['requests', ['1', 'No value', '2']],
    ])('takes %s', (by, labels) => {
      const { groups } = engineOver().breakdown({ filter: EMPTY_FILTER, by, measure: 'events', limit: 10 });
      expect(new Set(groups.map((group) => group.label))).toEqual(new Set(labels));
    });

    it('gives keys that find their events as facet values', () => {
      const engine = engineOver();
      for (const by of ['actor', 'byok', 'source', 'extra.Team', 'requests', 'credits', 'family']) {
        for (const { key, events } of engine.breakdown({
          filter: EMPTY_FILTER,
          by,
          measure: 'events',
          limit: 10,
        }).groups) {
          const clause = { kind: 'facet' as const, field: by, include: [key], exclude: [] };
          expect([
            by,
            key,
            engine.summary({ ...EMPTY_FILTER, chips: [{ clause, off: false }] }).events,
          ]).toEqual([by, key, events]);
        }
      }
    });

    it('refuses what has no groups and what is not there', () => {
      const by = (name: string) => () =>
        engineOver().breakdown({ filter: EMPTY_FILTER, by: name, measure: 'events', limit: 1 });
      expect(code(by('time'))).toBe('BAD_ARGUMENT');
      expect(code(by('detail'))).toBe('BAD_ARGUMENT');
      expect(code(by('extra.Nothing'))).toBe('UNKNOWN_FIELD');
      expect(code(by('nothing'))).toBe('UNKNOWN_FIELD');
    });
  });

  histogramSuite(engineOver);

  describe('breakdown without its own restrictions', () => {
    it('counts what every value would give', () => {
      const ask = (withoutOwn: boolean) =>
        engineOver()
          .breakdown({
            filter: where('model:"o1" byok:null'),
            by: 'model',
            measure: 'events',
            limit: 9,
            withoutOwn,
          })
          .groups.map(({ key, events }) => [key, events]);
      expect(ask(false)).toEqual([['o1', 1]]);
      expect(ask(true)).toEqual([
        ['gpt-4o', 2],
        ['o1', 1],
        [null, 1],
      ]);
    });
  });

  describe('facet values', () => {
    it('follow every restriction but those of their own field', () => {
      const { values } = engineOver().facetValues({
        filter: where('model:"o1" byok:null'),
        field: 'model',
        search: '',
        limit: 10,
      });
      expect(values.map(({ value, events }) => [value, events])).toEqual([
        ['gpt-4o', 2],
        ['o1', 1],
        [null, 1],
      ]);
    });

    it('are found by value or label, whatever the case', () => {
      const find = (search: string) =>
        engineOver()
          .facetValues({ filter: EMPTY_FILTER, field: 'actor', search, limit: 10 })
          .values.map(({ value }) => value);
      expect(find('REYES')).toEqual(['dana@x']);
      expect(find('ÖMER')).toEqual(['ömer@x']);
      expect(find('@x')).toEqual(['dana@x', 'ömer@x']);
    });
  });

  describe('rows', () => {
    it('come newest first, undated last, ties by id; values as they are on the wire', () => {
      const { rows, total } = engineOver().rows({
        filter: EMPTY_FILTER,
        sort: NEWEST_FIRST,
        offset: 0,
        limit: 10,
      });
      expect(rows.map((row) => row.id)).toEqual([5, 4, 2, 1, 3]);
      expect(total).toBe(5);
      expect(rows[1]).toMatchObject({
        id: 4,
        source: 1,
        byok: true,
        byokCost: 5,
        credits: null,
        actor: null,
        extra: [],
      });
      expect(rows[2]?.extra).toEqual([
        ['Team', 'Blue'],
        ['__proto__', 'x'],
      ]);
    });

    it('can be sorted by an extra column', () => {
      const sort = { field: 'extra.Team', descending: false };
      const { rows } = engineOver().rows({ filter: EMPTY_FILTER, sort, offset: 0, limit: 10 });
      expect(rows.map((row) => row.id)).toEqual([2, 1, 5, 3, 4]);
      expect(
        code(() =>
          engineOver().rows({ filter: EMPTY_FILTER, sort: { ...sort, field: 'no' }, offset: 0, limit: 1 }),
        ),
      ).toBe('UNKNOWN_FIELD');
    });

    it('beyond the end are none', () => {
      const page = engineOver().rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset: 99, limit: 10 });
      expect(page).toMatchObject({ total: 5, offset: 99, rows: [] });
    });

    it('include what another connection stored meanwhile', () => {
      const ws = freshWorkspace();
      writeEvents(ws, EVENTS);
      const engine = create(ws);
      const ask = () => ({
        page: engine.rows({ filter: where('gpt'), sort: NEWEST_FIRST, offset: 0, limit: 1 }),
        columns: engine.columns().map(({ ref, filled }) => [ref, filled]),
        events: engine.summary(where('gpt')).events,
      });
      const before = ask();
      expect(before.page.total).toBe(2);
      writeEvents(ws, [{ fields: { model: 'GPT-5' }, extra: [['New', 'x']] }], 'more.csv');
      const after = ask();
      expect([after.page.total, after.events]).toEqual([3, 3]);
      expect(after.page.revision).toBeGreaterThan(before.page.revision);
      expect(after.columns).toContainEqual(['extra.New', 1]);
      expect(after.columns).toContainEqual(['model', 5]);
      expect(before.columns).toContainEqual(['model', 4]);
    });
  });

  describe('columns', () => {
    it('are the fields with values and the extra columns, with the events that have one', () => {
      const columns = engineOver().columns();
      expect(columns.map(({ ref, filled, extra }) => [ref, filled, extra])).toEqual([
        ['time', 4, false],
        ['family', 5, false],
        ['actor', 4, false],
        ['actorName', 3, false],
        ['actorKind', 1, false],
        ['action', 1, false],
        ['model', 4, false],
        ['byok', 1, false],
        ['requests', 3, false],
        ['inputTokens', 2, false],
        ['outputTokens', 1, false],
        ['credits', 2, false],
        ['byokCost', 1, false],
        ['extra.Team', 3, true],
        ['extra.__proto__', 1, true],
      ]);
    });

    it('are counted the same way when there are many of them', () => {
      const names = Array.from({ length: 40 }, (_, index) => `column ${index}`);
      const events = names.map((_, index) => ({
        fields: {},
        extra: names.slice(index).map((name) => [name, 'x'] as const),
      }));
      const columns = engineOver(events)
        .columns()
        .filter((column) => column.extra);
      expect(columns.map(({ label, filled }) => [label, filled])).toEqual(
        names.map((name, index) => [name, index + 1]),
      );
    });
  });
}
