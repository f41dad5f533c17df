import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { blindSpots } from '../../../shared/catalogue/blind-spots.ts';

const PROFILES = new URL('../../../resources/profiles/', import.meta.url);

it('blind spots are told of profiles there are, and of no log that is not known', () => {
  const told = readdirSync(PROFILES)
    .map((file) => file.replace(/\.json$/, ''))
    .filter((profile) => blindSpots(profile).length > 0);
  expect(told).toEqual(['ai-workers', 'enterprise-audit', 'org-audit', 'platform-audit']);
  expect(blindSpots('generic')).toEqual([]);
});
