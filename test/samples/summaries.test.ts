import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSources } from '../../electron/engine/store/sources.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { importSamples, SAMPLES } from './imported-samples.ts';
import { isoOf, openSecondReader, sumOf, timeOf } from './second-reader.ts';

/** A sample, the profile it must be recognised as, and its figures as SQL of the second reader. */
interface Expected {
  readonly file: string;
  readonly profile: string;
  readonly family: 'audit' | 'usage';
  readonly time: string;
  readonly actor: string;
  readonly action?: string;
  readonly resource?: string;
  readonly model?: string;
  /** SQL of each measure; those not named must be absent. */
  readonly measures: Readonly<Partial<Record<Measured, string>>>;
  readonly warnings: readonly string[];
}

const MEASURED = ['requests', 'inputTokens', 'outputTokens', 'credits', 'cost', 'byokCost'] as const;
type Measured = (typeof MEASURED)[number];

const EXPECTED: readonly Expected[] = [
  {
    file: 'intervy-usage_northwind_2026-09-01_2026-10-31.csv',
    profile: 'ai-calls',
    family: 'usage',
    time: 'When',
    actor: `coalesce(nullif("Email", ''), "User")`,
    model: '"Model"',
    measures: {
      requests: 'count(*)',
      inputTokens: sumOf('Input tokens'),
      outputTokens: sumOf('Output tokens'),
      credits: sumOf('Credits'),
      byokCost: sumOf('Provider cost'),
    },
    warnings: ['ZONE_ASSUMED'],
  },
  {
    file: 'ai-worker-usage_2026-10.csv',
    profile: 'ai-workers',
    family: 'usage',
    time: 'Timestamp',
    actor: '"Actor"',
    measures: { requests: sumOf('Executions'), credits: sumOf('Consumed credits') },
    warnings: ['ZONE_ASSUMED'],
  },
  {
    file: 'platform-audit-logs.csv',
    profile: 'platform-audit',
    family: 'audit',
    time: 'Timestamp',
    actor: '"Actor"',
    action: '"Action"',
    resource: '"Resource"',
    measures: {},
    warnings: [],
  },
  {
    file: 'platform-usage.csv',
    profile: 'platform-usage',
    family: 'usage',
    time: 'Timestamp',
    actor: '"User"',
    model: '"Model"',
    measures: {
      requests: sumOf('Requests'),
      inputTokens: sumOf('Input tokens'),
      outputTokens: sumOf('Output tokens'),
      cost: sumOf('Cost'),
    },
    warnings: [],
  },
  {
    file: 'organization-audit-logs.csv',
    profile: 'enterprise-audit',
    family: 'audit',
    time: 'Timestamp',
    actor: `coalesce(nullif("Actor email", ''), "Actor")`,
    action: '"Action"',
    measures: {},
    warnings: ['TRUNCATED_EXPORT', 'ZONE_ASSUMED'],
  },
  ...['org-audit-logs.csv', 'org-audit-logs.json'].map(
    (file): Expected => ({
      file,
      profile: 'org-audit',
      family: 'audit',
      time: 'timestamp',
      actor: 'user_email',
      action: 'action',
      resource: 'resource_id',
      measures: {},
      warnings: [],
    }),
  ),
];

describe('summary figures of the sample logs', () => {
  it.each(EXPECTED)('$file is recognised as $profile and adds up', async (expected) => {
    const samples = await importSamples(expected.file);
    const reader = await openSecondReader(join(SAMPLES, expected.file));
    try {
      const [first = null, last = null, events = null, actors = null] = await reader.row(
        [
          timeOf('min', expected.time),
          timeOf('max', expected.time),
          'count(*)',
          `count(DISTINCT ${expected.actor})`,
        ].join(),
      );
      const distinct = async (column: string | undefined): Promise<number> =>
        column === undefined ? 0 : Number((await reader.row(`count(DISTINCT ${column})`))[0]);
      const measures = new Map<Measured, number | null>();
      for (const name of MEASURED) {
        const select = expected.measures[name];
        measures.set(name, select === undefined ? null : Number((await reader.row(select))[0]));
      }

      const summary = samples.query.summary(EMPTY_FILTER);
      expect(summary).toMatchObject({
        events: Number(events),
        auditEvents: expected.family === 'audit' ? Number(events) : 0,
        usageEvents: expected.family === 'usage' ? Number(events) : 0,
        undated: 0,
        actors: Number(actors),
        actions: await distinct(expected.action),
        models: await distinct(expected.model),
        firstTime: isoOf(first),
        lastTime: isoOf(last),
        ...Object.fromEntries(measures),
      });
      if (expected.resource !== undefined) expect(summary.resources).toBe(await distinct(expected.resource));

      const [source] = listSources(samples.workspace);
      expect(source).toMatchObject({
        name: expected.file,
        profile: expected.profile,
        status: 'imported',
        ...{ read: Number(events), imported: Number(events), duplicate: 0, rejected: 0, undated: 0 },
        ...{ firstTime: isoOf(first), lastTime: isoOf(last), timezone: 'UTC' },
      });
      expect(source?.confidence).toBeGreaterThanOrEqual(0.9);
      expect(source?.warnings.map(({ code }) => code).sort()).toEqual(expected.warnings);
      expect(samples.report.sources[0]).toMatchObject({ status: 'imported', error: null });
    } finally {
      reader.close();
      samples.close();
    }
  });
});
