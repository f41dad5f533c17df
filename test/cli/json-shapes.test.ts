import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_CSV, BROKEN_JSONL, writeLog } from '../contract/tiny-logs.ts';
import { cli, cliJson } from './run.ts';

/* The stable contract: names, values and exit statuses that scripts rely on. */

const USAGE_CSV = [
  'When,User,Email,Reason,Provider,Model,Input tokens,Output tokens,Credits,BYOK,Provider cost,Currency',
  '2026-10-05 10:00:00,Dana,dana@example.com,Chat,OpenAI,gpt-4o,100,20,0.1,No,,',
  '2026-10-06 11:00:00,Dana,dana@example.com,Chat,OpenAI,gpt-4o,200,40,0.2,No,,',
  '2026-10-06 12:00:00,Lee,lee@example.com,Chat,Anthropic,claude,300,60,,Yes,0.5,USD',
  '',
].join('\n');

describe('the command line', () => {
  let folder: string;
  let workspace: string;
  const w = () => ['-w', workspace];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-cli-'));
    workspace = join(folder, 'case.trailglass');
    const logs = [
      writeLog(folder, 'audit.csv', AUDIT_CSV),
      writeLog(folder, 'usage.csv', USAGE_CSV),
      writeLog(folder, 'broken.jsonl', BROKEN_JSONL),
    ];
    expect((await cli(['import', ...logs, ...w()])).status).toBe(1);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('import: what each file came to', async () => {
    const fresh = join(folder, 'fresh.trailglass');
    const args = ['import', join(folder, 'audit.csv'), join(folder, 'broken.jsonl'), '-w', fresh, '--json'];
    const { out, err, status } = await cli(args);
    const report = JSON.parse(out);
    expect(status).toBe(1);
    expect(err).toBe('');
    expect(report.elapsedMs).toBeGreaterThanOrEqual(0);
    expect(report.sources[0]).toMatchObject({
      id: 1,
      name: 'audit.csv',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: AUDIT_CSV.length,
      profile: 'org-audit',
      encoding: expect.stringMatching(/^utf-8$/i),
      status: 'imported',
      read: 3,
      imported: 3,
      duplicate: 0,
      rejected: 0,
      undated: 0,
      firstTime: '2026-10-01T08:00:00.000Z',
      lastTime: '2026-10-03T10:00:00.000Z',
      warnings: [],
    });
    expect(report.sources[1]).toMatchObject({ read: 3, imported: 2, rejected: 1 });
    expect(report.sources[1].warnings[0]).toEqual({ code: expect.any(String), message: expect.any(String) });

    const again = await cli(args);
    expect(JSON.parse(again.out).sources.map(({ status }: { status: string }) => status)).toEqual([
      'already-imported',
      'already-imported',
    ]);
  });

  it('import: a file that cannot be read is named, the others go on', async () => {
    const fresh = join(folder, 'mixed.trailglass');
    const missing = join(folder, 'missing.csv');
    const { out, err, status } = await cli([
      'import',
      missing,
      join(folder, 'audit.csv'),
      '-w',
      fresh,
      '--json',
    ]);
    expect(status).toBe(2);
    expect(JSON.parse(out).sources.map(({ status: ended }: { status: string }) => ended)).toEqual([
      'failed',
      'imported',
    ]);
    expect(err).toMatch(/^trailglass: .*missing\.csv.*\n$/);
  });

  it('summary', async () => {
    expect(await cliJson(['summary', ...w()])).toEqual({
      events: 8,
      auditEvents: expect.any(Number),
      usageEvents: 3,
      undated: 0,
      actors: 2,
      actions: expect.any(Number),
      resources: expect.any(Number),
      models: 2,
      requests: 3,
      inputTokens: 600,
      outputTokens: 120,
      credits: 0.3,
      cost: null,
      byokCost: 0.5,
      costs: [{ currency: 'USD', cost: null, byokCost: 0.5 }],
      firstTime: '2026-10-01T08:00:00.000Z',
      lastTime: '2026-10-06T12:00:00.000Z',
    });
  });

  it('breakdown', async () => {
    const breakdown = await cliJson<{ groups: Record<string, unknown>[] }>([
      ...['breakdown', ...w(), '--by', 'model', '--measure', 'inputTokens', '--where', 'family:usage'],
    ]);
    expect(breakdown).toMatchObject({ by: 'model', measure: 'inputTokens' });
    expect(breakdown.groups.map(({ key, inputTokens }) => [key, inputTokens])).toEqual([
      ['claude', 300],
      ['gpt-4o', 300],
    ]);
    expect(breakdown.groups[1]).toEqual({
      key: 'gpt-4o',
      label: 'gpt-4o',
      events: 2,
      requests: 2,
      inputTokens: 300,
      outputTokens: 60,
      credits: 0.3,
      cost: null,
      byokCost: null,
      costs: [],
    });
    const limited = await cliJson<{ groups: unknown[] }>([
      'breakdown',
      ...w(),
      '--by',
      'model',
      '--limit',
      '1',
    ]);
    expect(limited.groups).toHaveLength(1);
  });

  it('costs in several currencies are told one by one and never added', async () => {
    const log = writeLog(
      folder,
      'currencies.csv',
      [
        'created_at,member,model,credits,cost,currency',
        '2026-10-05T10:00:00Z,dana@example.com,gpt-4o,1,0.5,EUR',
        '2026-10-05T11:00:00Z,dana@example.com,gpt-4o,1,2,USD',
        '2026-10-05T12:00:00Z,lee@example.com,gpt-4o,1,0.25,EUR',
        '',
      ].join('\n'),
    );
    const target = ['-w', join(folder, 'currencies.trailglass')];
    expect((await cli(['import', log, ...target])).status).toBe(0);
    expect(await cliJson(['summary', ...target])).toMatchObject({
      cost: null,
      byokCost: null,
      costs: [
        { currency: 'EUR', cost: 0.75, byokCost: null },
        { currency: 'USD', cost: 2, byokCost: null },
      ],
    });
    expect((await cli(['summary', ...target])).out).toMatch(/^Cost +0\.75 EUR, 2 USD$/m);
    const by = ['breakdown', ...target, '--by', 'actor', '--measure', 'cost'];
    expect(await cliJson(by)).toMatchObject({
      currency: 'EUR',
      groups: [
        { key: 'dana@example.com', cost: null, costs: [{ cost: 0.5 }, { cost: 2 }] },
        { key: 'lee@example.com', cost: 0.25, costs: [{ currency: 'EUR' }] },
      ],
    });
    const { out, err } = await cli(by);
    expect(out).toMatch(/^dana@example\.com .* 0\.5 EUR, 2 USD +-$/m);
    const time = await cli(['histogram', ...target, '--measure', 'cost']);
    expect(time.err).toContain('These are the costs in EUR');
    expect(err).toBe(
      'Ranked by the costs in EUR, the currency of most events; those in others do not count for it.\n',
    );
  });

  it('histogram', async () => {
    const args = [
      'histogram',
      ...w(),
      '--bucket',
      'day',
      '--measure',
      'credits',
      '--timezone',
      'Europe/Berlin',
    ];
    const histogram = await cliJson<{ points: unknown[] }>([...args, '--where', 'family:usage']);
    expect(histogram).toMatchObject({ bucket: 'day', measure: 'credits', timezone: 'Europe/Berlin' });
    expect(histogram.points).toEqual([
      { from: '2026-10-04T22:00:00.000Z', to: '2026-10-05T22:00:00.000Z', value: 0.1, events: 1 },
      { from: '2026-10-05T22:00:00.000Z', to: '2026-10-06T22:00:00.000Z', value: 0.2, events: 2 },
    ]);
  });

  it('histogram --by: a part of every point for each value, which add up', async () => {
    const args = ['histogram', ...w(), '--bucket', 'day', '--by', 'model', '--where', 'family:usage'];
    const histogram = await cliJson<Record<string, unknown>>(args);
    expect(histogram).toEqual({
      ...{ bucket: 'day', measure: 'events', timezone: 'UTC', undated: 0, by: 'model' },
      series: [
        { kind: 'value', key: 'gpt-4o', label: 'gpt-4o', groups: 1, value: 2, events: 2 },
        { kind: 'value', key: 'claude', label: 'claude', groups: 1, value: 1, events: 1 },
      ],
      points: [
        {
          from: '2026-10-05T00:00:00.000Z',
          to: '2026-10-06T00:00:00.000Z',
          value: 1,
          events: 1,
          values: [1, 0],
        },
        {
          from: '2026-10-06T00:00:00.000Z',
          to: '2026-10-07T00:00:00.000Z',
          value: 2,
          events: 2,
          values: [1, 1],
        },
      ],
    });
    const { out } = await cli(args);
    expect(out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['From (by day, UTC)', 'Events', 'gpt-4o', 'claude'],
      ['2026-10-05T00:00:00.000Z', '1', '1', '0'],
      ['2026-10-06T00:00:00.000Z', '2', '1', '1'],
      [''],
    ]);
    expect(await cli([...args, '--by', 'nothing'])).toMatchObject({ status: 2 });
  });

  it('events: newest first, as lines, one document, table or CSV', async () => {
    const lines = (await cli(['events', ...w(), '--limit', '2'])).out.trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line));
    expect(rows.map(({ time }) => time)).toEqual(['2026-10-06T12:00:00.000Z', '2026-10-06T11:00:00.000Z']);
    expect(rows[0]).toMatchObject({ actor: 'lee@example.com', byok: true, credits: null, byokCost: 0.5 });

    const document = await cliJson<{ id: number }[]>(['events', ...w()]);
    expect(document).toHaveLength(8);
    const ascending = await cliJson<{ id: number }[]>([
      'events',
      ...w(),
      '--sort',
      'id',
      '--offset',
      '1',
      '--limit',
      '2',
    ]);
    expect(ascending.map(({ id }) => id)).toEqual([2, 3]);
    const descending = await cliJson<{ id: number }[]>(['events', ...w(), '--sort', '-id', '--limit', '1']);
    expect(descending.map(({ id }) => id)).toEqual([8]);
    expect(await cliJson(['events', ...w(), '--where', 'actor:nobody'])).toEqual([]);

    const csv = (await cli(['events', ...w(), '--format', 'csv', '--where', 'ip:10.0.0.2'])).out.split(
      '\r\n',
    );
    expect(csv).toHaveLength(3);
    expect(csv[0]).toMatch(/^id,/);
    expect(csv[1]).toContain('lee@example.com');

    const table = await cli(['events', ...w(), '--limit', '1'], { tty: true });
    expect(table.out).toMatch(/Timestamp .*\n.*lee@example\.com/);
    expect(table.err).toBe('1 of 8 events; --limit and --offset show others.\n');
  });

  it('events: time range from days of a zone, the last one included', async () => {
    const count = async (...range: string[]) =>
      (await cliJson<unknown[]>(['events', ...w(), ...range])).length;
    expect(await count('--from', '2026-10-06')).toBe(2);
    expect(await count('--from', '2026-10-05', '--to', '2026-10-05', '--where', 'family:usage')).toBe(1);
    expect(await count('--to', '2026-10-01')).toBe(1);
    expect(await count('--from', '2026-10-06T11:00:00Z', '--to', '2026-10-06T12:00:00Z')).toBe(1);
    expect(
      await count('--from', '2026-10-06', '--to', '2026-10-06', '--timezone', 'Pacific/Kiritimati'),
    ).toBe(1);
  });

  it('show: event, changes, raw record and origin', async () => {
    const detail = await cliJson<Record<string, unknown>>(['show', '2', ...w()]);
    expect(detail).toMatchObject({
      event: {
        id: 2,
        time: '2026-10-02T09:30:00.500Z',
        actor: 'dana@example.com',
        source: 'audit.csv',
        sourceId: 1,
      },
      changes: [],
      raw: { encoding: 'utf-8', text: AUDIT_CSV.split('\n')[2] },
      origin: { source: 1, line: 3, byteOffset: AUDIT_CSV.split('\n').slice(0, 2).join('\n').length + 1 },
    });
    expect((await cli(['show', '2', ...w()])).out).toContain('audit.csv, line 3, byte');
  });

  it('show --surrounding: the events around it, in order', async () => {
    const around = async (...flags: string[]) =>
      (
        await cliJson<{ surrounding: Record<string, unknown> }>([
          'show',
          '2',
          '--surrounding',
          '1',
          ...flags,
          ...w(),
        ])
      ).surrounding;
    expect(await around()).toMatchObject({
      order: 'time',
      moreBefore: false,
      moreAfter: true,
      before: [{ id: 1, source: 'audit.csv' }],
      after: [{ id: 3 }],
    });
    expect(await around('--same', 'actor')).toMatchObject({ before: [{ id: 1 }], after: [{ id: 4 }] });
    expect(await around('--within', '5')).toMatchObject({ before: [], after: [], moreAfter: false });
    expect((await cli(['show', '2', '--surrounding', '1', ...w()])).out).toMatch(
      /\n {3}1 .*\n> {2}2 .*\n {3}3 /,
    );
  });

  it('sources and rejects', async () => {
    const { sources } = await cliJson<{
      sources: { read: number; imported: number; duplicate: number; rejected: number }[];
    }>(['sources', ...w()]);
    expect(sources).toHaveLength(3);
    for (const { read, imported, duplicate, rejected } of sources)
      expect(read).toBe(imported + duplicate + rejected);
    expect(await cliJson(['rejects', ...w()])).toMatchObject({
      total: 1,
      rejects: [{ source: 3, line: 2, text: '{"when": oops}', reason: expect.any(String) }],
    });
    expect(await cliJson(['rejects', ...w(), '--source', '1'])).toEqual({ total: 0, rejects: [] });
  });

  it('profiles', async () => {
    const { profiles } = await cliJson<{ profiles: { id: string }[] }>(['profiles']);
    expect(profiles.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['ai-calls', 'org-audit', 'generic']),
    );
  });

  it('verify: 0 when everything holds', async () => {
    expect((await cli(['verify', workspace])).status).toBe(0);
    expect(await cliJson(['verify', workspace])).toMatchObject({ ok: true, events: 8 });
  });
});
