import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, it } from 'vitest';
import { profileSchema } from '../../../electron/engine/import/profile/profile-format.ts';
import { profilesFolder } from '../../../electron/engine/import/profile/profiles-folder.ts';

const PATH = join(profilesFolder(), 'profile.schema.json');

/** What editors check profile files with. What JSON Schema cannot say (paths, templates, zones) is left out there. */
function written(): string {
  const schema = toJsonSchema(profileSchema, { typeMode: 'input', errorMode: 'ignore' });
  return `${JSON.stringify({ ...schema, title: 'Trailglass profile' }, null, 2)}\n`;
}

it('the JSON Schema of profiles is that of the schema they are checked with; UPDATE_GOLDEN=1 writes it', () => {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PATH, written());
  expect(existsSync(PATH)).toBe(true);
  expect(JSON.parse(readFileSync(PATH, 'utf8'))).toEqual(JSON.parse(written()));
});
