import { NEWEST_FIRST } from '../api/arguments.ts';
import type { ActionCategory } from '../catalogue/actions.ts';
import type { TimePreset } from '../filter/filter.ts';
import { parseWritten } from '../filter/written.ts';
import type { ReviewCadence } from './cadence.ts';
import type { ViewContent } from './saved-view.ts';

const ACCOUNT: ActionCategory = 'Account and permission';

/** Views worth having, offered while a workspace has none. Nothing is stored before one is used. */
export const STARTER_VIEWS: readonly ViewContent[] = [
  starter({
    name: 'Permission changes, weekly',
    description: 'Members, roles, groups, keys and sign-on settings; no sign-ins.',
    preset: 'last7d',
    written: `category:"${ACCOUNT}" -verb:"login"`,
    cadence: 'weekly',
  }),
  starter({
    name: 'Deletions',
    description: 'Whatever was deleted, removed or revoked.',
    preset: 'last30d',
    written: 'verb:(delete* OR remove* OR revoke*)',
    cadence: 'none',
  }),
  starter({
    name: 'API keys',
    description: 'Keys that were made, changed or withdrawn.',
    preset: 'last30d',
    written: 'resourceKind:*api_key*',
    cadence: 'monthly',
  }),
  starter({
    name: 'Logins and SSO',
    description: 'Who signed in, and changes to single sign-on.',
    preset: 'last7d',
    written: 'verb:"login" OR resourceKind:sso*',
    cadence: 'none',
  }),
];

interface Starter {
  readonly name: string;
  readonly description: string;
  readonly preset: Exclude<TimePreset, 'custom'>;
  readonly written: string;
  readonly cadence: ReviewCadence;
}

function starter({ name, description, preset, written, cadence }: Starter): ViewContent {
  return {
    name,
    description,
    scope: 'audit',
    filter: {
      time: { preset, zone: 'UTC', from: null, to: null },
      chips: parseWritten(written).map((clause) => ({ clause, off: false })),
    },
    sort: NEWEST_FIRST,
    columns: null,
    histogram: null,
    cadence,
  };
}
