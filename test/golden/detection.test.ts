import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ImportNotes } from '../../electron/engine/import/import-notes.ts';
import { rankProfiles } from '../../electron/engine/import/profile/detect-profile.ts';
import { loadProfiles } from '../../electron/engine/import/profiles.ts';
import { kindOf, planSource } from '../../electron/engine/import/source-plan.ts';
import { type GoldenCase, goldenCases } from './cases.ts';

const shipped = loadProfiles().filter((profile) => !profile.guess);
const cases = goldenCases().filter(({ newline }) => newline === 'LF');

/** Cases whose expectation names a profile: every one that is imported without a profile being chosen. */
const known = cases.filter((golden) => golden.options.profile === null && expectedProfile(golden) !== null);

function expectedProfile({ expectedPath }: GoldenCase): string | null {
  const expected = JSON.parse(readFileSync(expectedPath, 'utf8')) as {
    readonly source: { readonly profile: string } | null;
  };
  return expected.source?.profile ?? null;
}

function ranked({ name, bytes, options }: GoldenCase) {
  const plan = planSource({ name, bytes, whole: true }, options, new ImportNotes());
  return rankProfiles(shipped, plan.sample, kindOf(plan));
}

describe('detection', () => {
  it.each(known)('$name is one export and no other', (golden) => {
    const [best, second] = ranked(golden);
    expect(best?.profile.id ?? 'generic').toBe(expectedProfile(golden));
    if (best === undefined) return;
    expect(second?.confidence ?? 0, second?.profile.id).toBeLessThan(best.confidence);
  });

  it.each(shipped)('$id has a case of its own', ({ id }) => {
    expect(known.map(expectedProfile)).toContain(id);
  });
});
