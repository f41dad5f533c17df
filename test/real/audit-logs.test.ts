import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportBench } from '../engine/import/import-bench.ts';
import { REAL_LOGS, realFiles, rowsOf } from './facts.ts';

/** Which profile knows which of the real logs. */
const PROFILES: readonly (readonly [path: RegExp, profile: string])[] = [
  [/^cloudtrail\/.*\.json(\.gz)?$/, 'aws-cloudtrail'],
  [/^m365\//, 'microsoft365-audit'],
  [/^windows_events\//, 'windows-event'],
  [/^saas_api\/atlassian__/, 'atlassian-audit'],
  [/^saas_api\/github__(audit|git)__/, 'github-audit'],
  [/^saas_api\/gharchive/, 'github-events'],
  [/^saas_api\/gsuite__activities__/, 'google-workspace-audit'],
  [/^saas_api\/okta__system_log__001/, 'okta-system-log'],
  [/^saas_api\/sf__event_log__001\.csv/, 'salesforce-event-log'],
  [/^saas_api\/stripe__events__/, 'stripe-events'],
  [/^saas_api\/tfc__/, 'terraform-audit'],
  [/^saas_api\/workday__activity_logging__00[24]/, 'workday-activity'],
  [/^saas_api\/zoom__activities__/, 'zoom-sign-ins'],
  [/^saas_api\/zoom__operation__/, 'zoom-operations'],
];

/** Facts that count actions and actors, however they are called. */
const ACTIONS = /^top3_(eventName|Operations?|EventID|action|eventType|activityAction)$/;
/** Facts that count the log's own ids: a record whose id came before is no event of its own. */
const IDS = /^distinct_(eventID|Identity)$/;
const ACTORS = /^distinct_(actor_arn_or_\w+|UserIds?|actor_login)$/;

const files = (realFiles(['cloudtrail', 'm365', 'windows_events', 'saas_api']) ?? []).flatMap((file) => {
  const profile = PROFILES.find(([path]) => path.test(file.path))?.[1];
  // Files without a record, or without a readable one, say nothing about profiles.
  return profile === undefined || !rowsOf(file.facts) ? [] : [{ ...file, profile }];
});

function fact(facts: Readonly<Record<string, unknown>>, name: RegExp): unknown {
  const key = Object.keys(facts).find((candidate) => name.test(candidate));
  return key === undefined ? null : facts[key];
}

function count(bench: ImportBench, sql: string, ...values: readonly string[]): number {
  return Number(
    bench.ws.db
      .prepare(`SELECT ${sql}`)
      .pluck()
      .get(...values),
  );
}

describe.skipIf(files.length === 0)('real audit logs', () => {
  it.each(files)(
    '$path is $profile, with the actions and actors that other tools count',
    {
      timeout: 120_000,
    },
    async ({ path, facts, profile }) => {
      const bench = new ImportBench();
      const [source] = await bench.job([join(REAL_LOGS, path)]);
      expect(source).toMatchObject({ profile, status: 'imported', rejected: 0 });
      const distinct = fact(facts, IDS);
      if (distinct !== null) expect(source?.imported).toBe(distinct);
      for (const [action, events] of (fact(facts, ACTIONS) ?? []) as [string, number][]) {
        const stored = count(bench, 'count(*) FROM event WHERE action = ?', action);
        const repeats = count(
          bench,
          'count(*) FROM duplicate JOIN event ON event.id = duplicate.event WHERE action = ?',
          action,
        );
        expect([action, stored + repeats]).toEqual([action, events]);
      }
      const actors = fact(facts, ACTORS);
      if (actors !== null) expect(count(bench, 'count(DISTINCT actor) FROM event')).toBe(actors);
      const failed = facts['rows_with_errorCode'];
      if (typeof failed === 'number') {
        const stored = count(bench, "count(*) FROM event WHERE outcome = 'failure'");
        const repeats = count(
          bench,
          "count(*) FROM duplicate JOIN event ON event.id = duplicate.event WHERE outcome = 'failure'",
        );
        expect(stored + repeats).toBeGreaterThanOrEqual(failed);
      }
    },
  );

  it('show who did it in every CloudTrail record', async () => {
    const bench = new ImportBench();
    await bench.job([join(REAL_LOGS, 'cloudtrail/sans504_part1_merged.json.gz')]);
    expect(count(bench, 'count(*) FROM event WHERE actor IS NULL OR actorName IS NULL')).toBe(0);
    expect(count(bench, "count(*) FROM event WHERE actorKind = 'service'")).toBe(6_910);
  });

  it('show the values before and after in Microsoft 365', async () => {
    const bench = new ImportBench();
    await bench.job([join(REAL_LOGS, 'm365/otrf/disable__strong_authentication.json')]);
    const stated = bench.events().flatMap(({ changes }) => (typeof changes === 'string' ? [changes] : []));
    const changed = stated.flatMap((changes) => JSON.parse(changes) as { path: string; before: unknown }[]);
    expect(changed).toContainEqual({
      path: 'StrongAuthenticationRequirement',
      before: [expect.objectContaining({ State: 1 })],
      after: [],
    });
  });

  it('of the same window in two forms meet: what the tree has, the merged file does not add', {
    timeout: 120_000,
  }, async () => {
    const bench = new ImportBench();
    const merged = join(REAL_LOGS, 'cloudtrail/sans504_part1_merged.json.gz');
    const loose = (realFiles(['cloudtrail']) ?? []).filter(({ path }) => path.includes('sans504_loose_gz'));
    const sources = await bench.job([merged, ...loose.map(({ path }) => join(REAL_LOGS, path))]);
    for (const { read, imported, duplicate } of sources.slice(1)) expect(read).toBe(imported + duplicate);
    expect(count(bench, 'count(*) FROM event')).toBe(
      sources.reduce((sum, { imported }) => sum + imported, 0),
    );
  });
});
