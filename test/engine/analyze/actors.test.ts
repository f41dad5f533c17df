import { describe, expect, it } from 'vitest';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { nameAsOf } from '../../../shared/domain/actor-names.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { AnalysisBench } from './analysis-bench.ts';

interface Row {
  readonly day: string;
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
}

/** Records of the organisation audit log. */
function log(...rows: readonly Row[]): string {
  return rows
    .map(
      ({ day, id, name, email }, index) =>
        `${JSON.stringify({
          timestamp: `${day}T10:00:0${index % 10}Z`,
          user_id: id,
          user_name: name,
          user_email: email,
          action: 'create',
          resource_type: 'team',
          resource_id: `t-${day}-${index}`,
        })}\n`,
    )
    .join('');
}

describe('the actor ledger', () => {
  it('an unknown user with an id has the name that an earlier import knew, as of then', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'march.jsonl',
      log({ day: '2026-03-01', id: 'u-1', name: 'Dana Ito', email: 'dana@x.test' }),
    );
    await bench.take('april.jsonl', log({ day: '2026-04-01', id: 'u-1', name: 'Unknown user' }));
    const { actors, counts, resolved } = bench.actors();
    expect(counts).toMatchObject({ user: 1, unknown: 1 });
    expect(resolved).toBe(1);
    expect(actors.find(({ kind }) => kind === 'unknown')).toMatchObject({
      key: 'u-1',
      resolved: {
        name: 'Dana Ito',
        email: 'dana@x.test',
        by: 'id',
        asOf: '2026-03-01T10:00:00.000Z',
        sources: [1],
      },
    });
    expect(bench.resolved(1)).toBeNull();
    expect(bench.resolved(2)).toMatchObject({ name: 'Dana Ito', asOf: '2026-03-01T10:00:00.000Z' });
  });

  it('the name is found whichever import came first, and by an address where there is no id', async () => {
    const bench = new AnalysisBench();
    await bench.take('april.jsonl', log({ day: '2026-04-01', name: 'Unknown user', email: 'Dana@X.test' }));
    await bench.take(
      'march.jsonl',
      log({ day: '2026-03-01', id: 'u-1', name: 'Dana Ito', email: 'dana@x.test' }),
    );
    expect(bench.resolved(1)).toMatchObject({ name: 'Dana Ito', by: 'email' });
  });

  it('a bare id is told its name, and joined with the others of that id', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'a.jsonl',
      log({ day: '2026-03-01', id: 'u-1', name: 'Dana Ito', email: 'dana@x.test' }),
    );
    await bench.take('b.jsonl', log({ day: '2026-04-01', id: 'u-1' }, { day: '2026-04-02', name: 'u-1' }));
    const { actors } = bench.actors();
    expect(actors).toMatchObject([{ key: 'u-1', events: 3, sources: [1, 2], resolved: null }]);
    expect(bench.resolved(2)).toMatchObject({ name: 'Dana Ito', by: 'id' });
    expect(bench.resolved(3)).toMatchObject({ name: 'Dana Ito', by: 'id' });
  });

  it('labels groups of a breakdown by the one name that is known of an id; their keys stay', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'a.jsonl',
      log(
        { day: '2026-03-01', id: 'u-1', name: 'Dana Ito', email: 'dana@x.test' },
        { day: '2026-03-01', id: 'u-2', name: 'Lee' },
        { day: '2026-03-02', id: 'u-2', name: 'Lee Park' },
        { day: '2026-03-02', id: 'u-9', name: 'Kim' },
      ),
    );
    const bare = log(
      { day: '2026-04-01', id: 'u-1' },
      { day: '2026-04-02', name: 'u-1' },
      { day: '2026-04-02', id: 'u-2' },
      { day: '2026-04-02', id: 'u-3' },
      { day: '2026-04-03', id: 'u-9', name: 'Unknown user' },
    );
    await bench.take('b.jsonl', bare);
    const query = createColumnQueryEngine(bench.ws);
    const labels = (filter: Filter) => {
      const breakdown = query.breakdown({ filter, by: 'actor', measure: 'events', limit: 100 });
      const { groups } = bench.analysis.withActorNames(breakdown, { throwIfCancelled: () => undefined });
      return new Map(groups.map(({ key, label }) => [key, label]));
    };
    const second = { kind: 'facet' as const, field: 'source', include: ['2'], exclude: [] };
    expect(labels({ ...EMPTY_FILTER, chips: [{ clause: second, off: false }] })).toEqual(
      new Map([
        ['u-1', 'Dana Ito'],
        ['u-2', 'u-2'], // two names are known
        ['u-3', 'u-3'], // none is
        ['u-9', 'Unknown user'], // stays what it is, also where its id has a name
      ]),
    );
    expect(labels(EMPTY_FILTER).get('u-1')).toBe('Dana Ito');
  });

  it('System, unknown and deleted actors and API keys stay what they are', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'a.jsonl',
      log(
        { day: '2026-03-01', name: 'System' },
        { day: '2026-03-01', name: 'Unknown user' },
        { day: '2026-03-01', name: 'api_key: build' },
        { day: '2026-03-01', name: 'Dana Ito', email: 'dana@x.test' },
      ),
    );
    const { actors, counts, resolved } = bench.actors();
    expect(counts).toMatchObject({ system: 1, unknown: 1, apiKey: 1, user: 1 });
    expect([actors.length, resolved]).toEqual([4, 0]);
    expect(bench.resolved(1)).toBeNull();
    expect(bench.resolved(2)).toBeNull();
  });

  it('names alone join nobody, and tenants are never mixed', async () => {
    const bench = new AnalysisBench();
    await bench.take('a.jsonl', log({ day: '2026-03-01', name: 'Dana', email: 'dana@x.test' }), {
      tenant: 'North',
    });
    await bench.take('b.jsonl', log({ day: '2026-03-02', name: 'Dana', email: 'dana@y.test' }), {
      tenant: 'North',
    });
    await bench.take('c.jsonl', log({ day: '2026-03-03', name: 'Unknown user', email: 'dana@x.test' }), {
      tenant: 'South',
    });
    expect(
      bench
        .actors()
        .actors.map(({ tenant, key }) => `${tenant} ${key}`)
        .sort(),
    ).toEqual(['North dana@x.test', 'North dana@y.test', 'South dana@x.test']);
    expect(bench.resolved(3)).toBeNull();
  });

  it('contradictions are listed and not joined', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'a.jsonl',
      log(
        { day: '2026-03-01', id: 'u-1', name: 'Dana Ito', email: 'shared@x.test' },
        { day: '2026-03-02', id: 'u-2', name: 'Lee Wu', email: 'shared@x.test' },
        { day: '2026-03-03', id: 'u-1', name: 'Dana Sato', email: 'shared@x.test' },
        { day: '2026-03-04', name: 'Unknown user', email: 'shared@x.test' },
      ),
    );
    const { actors, conflicts } = bench.actors();
    expect(actors.map(({ key }) => key).sort()).toEqual(['shared@x.test', 'u-1', 'u-2']);
    expect(conflicts.map(({ kind, key, values }) => [kind, key, values.map(({ text }) => text)])).toEqual([
      ['email-of-several-ids', 'shared@x.test', ['u-1', 'u-2']],
      ['id-with-several-names', 'u-1', ['Dana Sato', 'Dana Ito']],
    ]);
    expect(bench.resolved(4)).toBeNull();
  });

  it('can be searched by id, name, address and resolved name', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'a.jsonl',
      log(
        { day: '2026-03-01', id: 'u-1', name: 'Dana Ito', email: 'dana@x.test' },
        { day: '2026-03-02', id: 'u-2', name: 'Lee Wu', email: 'lee@x.test' },
        { day: '2026-03-03', id: 'u-2', name: 'Unknown user' },
      ),
    );
    expect(bench.actors('ITO').actors.map(({ key }) => key)).toEqual(['u-1']);
    expect(
      bench
        .actors('lee w')
        .actors.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['unknown', 'user']);
    expect(bench.actors('nobody').total).toBe(0);
  });

  it('names of log text that look like members of objects are names', async () => {
    const bench = new AnalysisBench();
    await bench.take(
      'a.jsonl',
      log(
        { day: '2026-03-01', id: '__proto__', name: 'constructor' },
        { day: '2026-03-02', id: '__proto__' },
      ),
    );
    expect(bench.resolved(2)).toMatchObject({ name: 'constructor' });
  });
});

describe('the name as of a moment', () => {
  const seen = (name: string, first: number | null, last: number | null) => ({
    name,
    email: null,
    first,
    last,
    sources: [1],
  });

  it('is the last one taken before, as of when it was seen', () => {
    const names = [seen('Ito', 100, 200), seen('Sato', 300, 400), seen('Later', 900, 950)];
    expect(nameAsOf(names, 250)).toMatchObject({ name: 'Ito', asOf: 200 });
    expect(nameAsOf(names, 350)).toMatchObject({ name: 'Sato', asOf: 300 });
    expect(nameAsOf(names, 500)).toMatchObject({ name: 'Sato', asOf: 400 });
    expect(nameAsOf(names, 50)).toMatchObject({ name: 'Ito', asOf: 100 });
    expect(nameAsOf(names, null)).toMatchObject({ name: 'Later', asOf: 950 });
    expect(nameAsOf([seen('Undated', null, null), ...names], 50)).toMatchObject({ name: 'Ito' });
    expect(nameAsOf([seen('Undated', null, null)], 50)).toMatchObject({ name: 'Undated', asOf: null });
    expect(nameAsOf([], 50)).toBeNull();
  });
});
