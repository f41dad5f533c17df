import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventDetail } from '../../electron/engine/query/event-detail.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { allRows, type ImportedSamples, importSamples, SAMPLES, where } from './imported-samples.ts';
import { openSecondReader, type SecondReader, sumOf } from './second-reader.ts';

const CALLS = 'intervy-usage_northwind_2026-09-01_2026-10-31.csv';
const WORKERS = 'ai-worker-usage_2026-10.csv';
const PLATFORM = 'platform-audit-logs.csv';
const USAGE = 'platform-usage.csv';

describe('AI calls', () => {
  let samples: ImportedSamples;
  let reader: SecondReader;
  beforeAll(async () => {
    samples = await importSamples(CALLS);
    reader = await openSecondReader(join(SAMPLES, CALLS));
  });
  afterAll(() => {
    reader.close();
    samples.close();
  });

  it('keeps provider cost of BYOK calls apart from credits', async () => {
    const [rows = '', cost = ''] = await reader.row(`count(*), ${sumOf('Provider cost')}`, `"BYOK" = 'Yes'`);
    const byok = samples.query.summary(where('byok:true'));
    expect(byok).toMatchObject({ events: Number(rows), credits: null, cost: null, byokCost: Number(cost) });
    expect(byok.events).toBeGreaterThan(100);
    const [others = '', credits = ''] = await reader.row(`count(*), ${sumOf('Credits')}`, `"BYOK" = 'No'`);
    const charged = samples.query.summary(where('byok:false'));
    expect(charged).toMatchObject({ events: Number(others), credits: Number(credits), byokCost: null });
  });

  it('counts members who have left as Unknown user, not as System', async () => {
    const [unknown = ''] = await reader.row('count(*)', `"User" = 'Unknown user'`);
    expect(Number(unknown)).toBeGreaterThan(100);
    expect(samples.query.summary(where('actorKind:unknown')).events).toBe(Number(unknown));
    expect(samples.query.summary(where('actor:"Unknown user"')).events).toBe(Number(unknown));
    expect(samples.query.summary(where('actorKind:system')).events).toBe(0);
  });

  it.each([
    ['reason', 'Reason', 'credits', 'Credits'],
    ['model', 'Model', 'credits', 'Credits'],
    ['provider', 'Provider', 'byokCost', 'Provider cost'],
  ] as const)('breaks down by %s', async (by, column, measure, measured) => {
    const expected = await reader.rows(
      `SELECT "${column}", count(*), ${sumOf(measured)} FROM log GROUP BY 1 ORDER BY 3 DESC NULLS LAST, 1`,
    );
    const found = samples.query.breakdown({ filter: EMPTY_FILTER, by, measure, limit: 100 });
    expect(found.total).toBe(expected.length);
    expect(found.groups.map((group) => [group.key, group.events, group[measure]])).toEqual(
      expected.map(([key, events, sum]) => [key, Number(events), sum === null ? null : Number(sum)]),
    );
  });
});

describe('AI workers', () => {
  it('keeps System, refunds and the running balance', async () => {
    const samples = await importSamples(WORKERS);
    const reader = await openSecondReader(join(SAMPLES, WORKERS));
    try {
      const [system = '', credits = ''] = await reader.row(
        `count(*), ${sumOf('Consumed credits')}`,
        `"Actor" = 'System'`,
      );
      const bySystem = samples.query.summary(where('actorKind:system'));
      expect(bySystem).toMatchObject({ events: Number(system), credits: Number(credits) });
      expect(bySystem.credits).toBeLessThan(0);
      expect(samples.query.summary(where('actorKind:unknown')).events).toBe(0);

      const balances = await reader.rows(`SELECT "Final credit balance" FROM log ORDER BY rowid`);
      expect(allRows(samples.query).map(({ balance }) => balance)).toEqual(
        balances.map(([balance]) => Number(balance)),
      );
      const spike = where('worker:"CV Screener" AND actor:marek* AND entryPoint:API AND credits:>20');
      expect(samples.query.summary(spike).credits).toBeGreaterThan(14_000);
    } finally {
      reader.close();
      samples.close();
    }
  });
});

/** What changed between two JSON objects, member by member; plain, so that it cannot share a mistake with the importer. */
function changed(before: unknown, after: unknown): Map<string, [unknown, unknown]> {
  const old = new Map(Object.entries((before ?? {}) as object));
  const fresh = new Map(Object.entries((after ?? {}) as object));
  const different = new Map<string, [unknown, unknown]>();
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const pair: [unknown, unknown] = [old.get(key) ?? null, fresh.get(key) ?? null];
    if (JSON.stringify(pair[0]) !== JSON.stringify(pair[1])) different.set(key, pair);
  }
  return different;
}

describe('platform audit', () => {
  let samples: ImportedSamples;
  beforeAll(async () => {
    samples = await importSamples(PLATFORM);
  });
  afterAll(() => samples.close());

  it('derives what changed from old and new of the details', () => {
    const parsed = Papa.parse<string[]>(readFileSync(join(SAMPLES, PLATFORM), 'utf8'), {
      skipEmptyLines: true,
    });
    const records = parsed.data.slice(1).reverse();
    const rows = allRows(samples.query);
    expect(rows).toHaveLength(records.length);
    let compared = 0;
    for (const [index, [time = '', , action, resource, details = '']] of records.entries()) {
      const row = rows[index];
      expect([row?.time, row?.action, row?.resource]).toEqual([Date.parse(time) * 1_000, action, resource]);
      const { old, new: after } = JSON.parse(details) as { old: unknown; new: unknown };
      const changes = JSON.parse(row?.changes ?? '[]') as { path: string; before: unknown; after: unknown }[];
      const topLevel = new Map<string, number>();
      for (const change of changes) {
        const member = change.path.split(/[.[/]/).find((part) => part !== '') ?? '';
        topLevel.set(member, (topLevel.get(member) ?? 0) + 1);
      }
      expect([...topLevel.keys()].sort(), details).toEqual([...changed(old, after).keys()].sort());
      compared += changes.length;
    }
    expect(compared).toBeGreaterThan(2_000);
  });

  it('answers the question what happened to gpt-4o that afternoon', () => {
    const [event, ...others] = allRows(
      samples.query,
      where('resource:gpt-4o AND time:[2026-10-20T12:00:00Z TO 2026-10-20T18:00:00Z]'),
    );
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      action: 'model.disabled',
      resourceKind: 'model',
      verb: 'disable',
      category: 'Models and providers',
      actor: 'priya.raman@northwind.test',
      tenant: 'eu-prod',
    });
    const { changes, raw, origin } = eventDetail(samples.workspace, event?.id ?? 0);
    expect(changes).toEqual([
      { path: 'enabled', before: true, after: false },
      { path: 'fallback', before: null, after: 'claude-sonnet-4' },
    ]);
    const file = readFileSync(join(SAMPLES, PLATFORM));
    const bytes = file.subarray(origin.byteOffset, origin.byteOffset + origin.byteLength);
    expect(raw).toMatchObject({ encoding: 'utf-8', text: bytes.toString('utf8') });
    expect(bytes.toString('utf8')).toMatch(/^2026-10-20T14:07:33/);
  });

  it('keeps the two instances apart', () => {
    const instances = samples.query.breakdown({
      filter: EMPTY_FILTER,
      by: 'tenant',
      measure: 'events',
      limit: 10,
    });
    expect(instances.groups.map(({ key }) => key).sort()).toEqual(['eu-prod', 'us-prod']);
  });
});

describe('usage and audit in one timeline', () => {
  /** Events of a model on the European instance in a half-open stretch, and how many of them got an answer. */
  const stretches = [
    ['the day before', '2026-10-19T14:07:33Z', '2026-10-20T13:21:07Z'],
    ['while calls fail', '2026-10-20T13:21:07Z', '2026-10-20T14:07:33Z'],
    ['while the model is off', '2026-10-20T14:07:33Z', '2026-10-22T09:30:12Z'],
  ] as const;

  it('shows calls to gpt-4o fail, then stop, and the traffic leave for another model', async () => {
    const samples = await importSamples(USAGE, PLATFORM);
    const reader = await openSecondReader(join(SAMPLES, USAGE));
    const events = (written: string) => samples.query.summary(where(written)).events;
    try {
      const counts = new Map<string, { all: number; answered: number }>();
      for (const [name, from, to] of stretches) {
        for (const model of ['gpt-4o', 'claude-sonnet-4']) {
          const scope = `model:"${model}" AND tenant:eu-prod AND time:[${from} TO ${to}}`;
          const found = { all: events(scope), answered: events(`${scope} AND outputTokens:>0`) };
          const [all, answered] = await reader.row(
            `count(*), count(*) FILTER (WHERE "Output tokens" <> '0')`,
            `"Model" = '${model}' AND "Instance" = 'eu-prod' AND CAST("Timestamp" AS TIMESTAMPTZ) >= '${from}' AND CAST("Timestamp" AS TIMESTAMPTZ) < '${to}'`,
          );
          expect(found, `${model} ${name}`).toEqual({ all: Number(all), answered: Number(answered) });
          counts.set(`${model} ${name}`, found);
        }
      }
      const before = counts.get('gpt-4o the day before');
      expect(before?.answered).toBe(before?.all);
      expect(before?.all).toBeGreaterThan(0);
      expect(counts.get('gpt-4o while calls fail')?.answered).toBe(0);
      expect(counts.get('gpt-4o while calls fail')?.all).toBeGreaterThan(20);
      expect(counts.get('gpt-4o while the model is off')?.all).toBe(0);
      expect(counts.get('claude-sonnet-4 while the model is off')?.all).toBeGreaterThan(
        2 * (counts.get('claude-sonnet-4 the day before')?.all ?? 0),
      );
    } finally {
      reader.close();
      samples.close();
    }
  });

  it('shows the leaked key go silent when it is revoked', async () => {
    const samples = await importSamples(USAGE, PLATFORM);
    try {
      const [revoked] = allRows(samples.query, where('resource:etl-legacy AND action:api_key.revoked'));
      const uses = allRows(samples.query, where('apiKey:etl-legacy AND family:usage'));
      expect(uses.length).toBeGreaterThan(40);
      expect(revoked?.time).toBe(Date.parse('2026-09-24T09:12:40Z') * 1_000);
      expect(uses.every(({ time }) => (time ?? 0) < (revoked?.time ?? 0))).toBe(true);
    } finally {
      samples.close();
    }
  });
});

describe('the organisation log, exported month by month in two formats', () => {
  it('continues from one to the other with every event once', async () => {
    const samples = await importSamples('org-audit-logs.csv', 'org-audit-logs.json');
    try {
      const rows = allRows(samples.query);
      const october = Date.parse('2026-10-01T00:00:00Z') * 1_000;
      const [csv, json] = [
        rows.filter(({ time }) => (time ?? 0) < october),
        rows.filter(({ time }) => (time ?? 0) >= october),
      ];
      expect([csv.length, json.length].every((count) => count > 900)).toBe(true);
      expect(new Set(csv.map(({ source }) => source))).toEqual(new Set([1]));
      expect(new Set(json.map(({ source }) => source))).toEqual(new Set([2]));
      expect(new Set(csv.map(({ action }) => action))).toEqual(new Set(json.map(({ action }) => action)));
    } finally {
      samples.close();
    }
  });
});
