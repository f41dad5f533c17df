import { expect } from 'vitest';
import type { FileHandle } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';

/** What the contract says of sources and actors, asked of `audit.csv` and `broken.jsonl` of `tiny-logs.ts`. */
export async function askedOfSources(engine: RemoteEngine, target: FileHandle) {
  return {
    sourceAccount: await engine.sourceAccount({ source: 2, timezone: 'UTC' }),
    duplicates: await engine.duplicates({ source: null, kind: null, offset: 0, limit: 10 }),
    coverage: await engine.coverage({ timezone: 'UTC' }),
    compareSources: await engine.compareSources({ first: [1], second: [2], window: null, limit: 10 }),
    actors: await engine.actors({ search: '', offset: 0, limit: 10 }),
    actorNames: await engine.actorNames({}),
    exportRejects: await engine.exportRejects({ source: null, format: 'jsonl', target }),
  };
}

/** What the answers have to be, on every host. */
export function expectOfSources(answers: Awaited<ReturnType<typeof askedOfSources>>): void {
  expect(answers.sourceAccount).toMatchObject({
    source: 2,
    holds: true,
    counted: { read: 3, imported: 2, duplicate: 0, rejected: 1 },
    days: [
      { day: '2026-10-04', events: 1 },
      { day: '2026-10-05', events: 1 },
    ],
  });
  expect(answers.duplicates).toEqual({ total: 0, pairs: [] });
  expect(answers.coverage.logs.map(({ profile, events }) => [profile, events])).toEqual([
    ['org-audit', 3],
    ['generic', 2],
  ]);
  expect(answers.compareSources).toMatchObject({ common: null, vanished: { total: 0 }, unchanged: 0 });
  expect(answers.actors).toMatchObject({ total: 2, counts: { user: 2 } });
  expect(answers.actors.actors.map(({ key }) => key)).toEqual(['dana@example.com', 'lee@example.com']);
  expect(answers.actorNames).toEqual([]);
  expect(answers.exportRejects).toMatchObject({ rows: 1, format: 'jsonl' });
}
