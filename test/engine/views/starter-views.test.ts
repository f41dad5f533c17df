import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openInProcess } from '../../../electron/hosts/in-process.ts';
import { DEFAULT_IMPORT_OPTIONS, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { STARTER_VIEWS } from '../../../shared/views/starter-views.ts';
import { writeLog } from '../../contract/tiny-logs.ts';

const ACTIONS = [
  'PermissionGranted',
  'MemberRoleChanged',
  'UserLogin',
  'SSOLogin',
  'sso.disabled',
  'AssetDeleted',
  'MemberRemoved',
  'api_key.revoked',
  'api_key.created',
  'AssetCreated',
];

const FOUND = {
  'Permission changes, weekly': [
    'PermissionGranted',
    'MemberRoleChanged',
    'sso.disabled',
    'MemberRemoved',
    'api_key.revoked',
  ],
  Deletions: ['AssetDeleted', 'MemberRemoved', 'api_key.revoked'],
  'API keys': ['api_key.revoked', 'api_key.created'],
  'Logins and SSO': ['UserLogin', 'SSOLogin', 'sso.disabled'],
};

it('starter views find the actions of every grammar that they are named for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-starters-'));
  const host = openInProcess({ workspace: join(folder, 'w'), access: 'readwrite', create: true });
  const { engine } = host.client;
  const records = ACTIONS.map((action, n) => `2026-10-01T08:00:${n + 10}Z,${action},dana@example.com`);
  const path = writeLog(folder, 'a.csv', ['Timestamp,Action,Actor', ...records, ''].join('\n'));
  const files = [host.files.issue(path, 'read').handle];
  await engine.importFiles({ files, options: DEFAULT_IMPORT_OPTIONS });
  const found = new Map<string, readonly (string | null)[]>();
  for (const { name, filter } of STARTER_VIEWS) {
    const { rows } = await engine.rows({
      ...{ filter, offset: 0, limit: 100 },
      sort: { ...NEWEST_FIRST, descending: false },
    });
    found.set(
      name,
      rows.map(({ action }) => action),
    );
  }
  await host.close();
  rmSync(folder, { recursive: true });
  expect(Object.fromEntries(found)).toEqual(FOUND);
});
