import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_CSV, writeLog } from '../contract/tiny-logs.ts';
import { cli, cliJson } from './run.ts';

/* Two calls in euros, one in dollars, one that names no currency; own keys are paid in dollars alone. */
const LOG = [
  'created_at,member,model,credits,cost,byokCost,currency',
  '2026-10-05T10:00:00Z,dana@example.com,gpt-4o,1,0.5,,EUR',
  '2026-10-05T11:00:00Z,dana@example.com,gpt-4o,1,2,0.7,USD',
  '2026-10-06T12:00:00Z,lee@example.com,gpt-4o,1,0.25,,EUR',
  '2026-10-06T13:00:00Z,lee@example.com,gpt-4o,1,9,,',
  '',
].join('\n');

interface Told {
  readonly currency?: string | null;
  readonly groups: readonly { readonly key: string; readonly cost: number | null }[];
}

describe('--currency', () => {
  let folder: string;
  let w: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-currency-'));
    w = ['-w', join(folder, 'case.trailglass')];
    const map = ['cost=cost', 'byokCost=byokCost'].flatMap((pair) => ['--field', pair]);
    const log = writeLog(folder, 'calls.csv', LOG);
    expect((await cli(['import', log, ...w, ...map])).status).toBe(0);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('summary: costs in the one that is named, and all of them apart', async () => {
    const costs = [
      { currency: 'EUR', cost: 0.75, byokCost: null },
      { currency: 'USD', cost: 2, byokCost: 0.7 },
      { currency: null, cost: 9, byokCost: null },
    ];
    const summary = (...flags: string[]) => cliJson(['summary', ...w, ...flags]);
    expect(await summary()).toMatchObject({ cost: null, byokCost: 0.7, costs });
    expect(await summary()).not.toHaveProperty('currency');
    expect(await summary('--currency', 'EUR')).toMatchObject({
      ...{ currency: 'EUR', cost: 0.75, byokCost: null, costs },
    });
    expect(await summary('--currency', 'USD')).toMatchObject({ currency: 'USD', cost: 2, byokCost: 0.7 });
    expect(await summary('--currency', '')).toMatchObject({ currency: null, cost: 9, byokCost: null });
    const { out } = await cli(['summary', ...w, '--currency', 'USD']);
    expect(out).toMatch(/^Cost +2 USD\nBYOK cost +0\.7 USD$/m);
  });

  it('breakdown: groups are ranked by it and told in it', async () => {
    const by = ['breakdown', ...w, '--by', 'actor', '--measure', 'cost'];
    const ranked = async (...flags: string[]) => {
      const { currency, groups } = await cliJson<Told>([...by, ...flags]);
      return [currency, ...groups.map(({ key, cost }) => [key, cost])];
    };
    expect(await ranked('--currency', 'EUR')).toEqual([
      'EUR',
      ['dana@example.com', 0.5],
      ['lee@example.com', 0.25],
    ]);
    expect(await ranked('--currency', '')).toEqual([
      null,
      ['lee@example.com', 9],
      ['dana@example.com', null],
    ]);
    expect(await ranked('--currency', 'EUR', '--where', 'currency:EUR')).toEqual([
      'EUR',
      ['dana@example.com', 0.5],
      ['lee@example.com', 0.25],
    ]);
    const { out, err } = await cli([...by, '--currency', 'USD']);
    expect(out).toMatch(/^dana@example\.com .* 2 USD +0\.7 USD$/m);
    expect(out).toMatch(/^lee@example\.com .* - +-$/m);
    expect(err).toBe('Ranked by the costs in USD; those in others do not count for it.\n');
  });

  it('histogram: values are in it', async () => {
    const time = ['histogram', ...w, '--measure', 'cost', '--bucket', 'day'];
    const values = async (...flags: string[]) => {
      const { currency, points } = await cliJson<{ currency: string; points: { value: number }[] }>([
        ...[...time, ...flags],
      ]);
      return [currency, ...points.map(({ value }) => value)];
    };
    expect(await values('--currency', 'USD')).toEqual(['USD', 2, 0]);
    expect(await values('--currency', '')).toEqual([null, 0, 9]);
    const { err } = await cli([...time, '--currency', 'USD']);
    expect(err).toBe('These are the costs in USD; those in others do not count for it.\n');
  });

  it.each([
    [['summary', '--currency', 'CHF'], /in CHF\. They are in EUR, USD, none named\./],
    [
      ['breakdown', '--by', 'actor', '--measure', 'byokCost', '--currency', 'EUR'],
      /in EUR\. They are in USD\./,
    ],
    [['histogram', '--measure', 'cost', '--currency', 'eur'], /in eur\. They are in EUR/],
    [['summary', '--currency', 'EUR', '--where', 'model:none'], /No event of this filter has a cost/],
    [['histogram', '--currency', 'EUR'], /--measure cost/],
  ])('%j that is not there, or nothing is told in, is one line and status 2', async (args, message) => {
    const [command = '', ...flags] = args;
    const { status, out, err } = await cli([command, ...w, ...flags]);
    expect(err).toMatch(/^trailglass: [^\n]+\n$/);
    expect(err).toMatch(message);
    expect([status, out]).toEqual([2, '']);
  });

  it('is nothing to ask of a log without costs', async () => {
    const bare = ['-w', join(folder, 'bare.trailglass')];
    await cli(['import', writeLog(folder, 'audit.csv', AUDIT_CSV), ...bare]);
    const { status, err } = await cli(['summary', ...bare, '--currency', 'EUR']);
    expect(err).toMatch(/No event of this filter has a cost/);
    expect(status).toBe(2);
  });
});
