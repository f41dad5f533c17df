import { asset, type EnterpriseEvent } from './enterprise-audit.ts';
import { DANA, GRETA, JONAS, MAREK, type Person, PRIYA, THEO } from './people.ts';
import type { Random } from './random.ts';
import { at, HOUR, MINUTE, type Moment, steadyMoments } from './rhythm.ts';
import {
  DELETIONS,
  DOWNLOADS,
  GPT4O_DISABLED,
  GPT4O_ENABLED,
  JONAS_PERMISSION_REVOKED,
  JONAS_PERMITTED,
  MAREK_ADMIN,
  SSO_OFF,
  THEO_REMOVED,
} from './story.ts';

const EVERYWHERE = 'All workspaces';

function event(
  when: Moment,
  who: Person | null,
  action: string,
  details: EnterpriseEvent['details'] = null,
  workspace: string = EVERYWHERE,
): EnterpriseEvent {
  return { when, action, who, workspace, details };
}

/** The events README.md speaks of. */
export function enterpriseStory(random: Random, refills: readonly Moment[]): EnterpriseEvent[] {
  return [
    event(SSO_OFF.from + 16 * MINUTE, DANA, 'SSOConfigCreated', { idp: 'idp.northwind.test' }),
    event(SSO_OFF.from + 21 * MINUTE, DANA, 'SSODomainRegistrationCloned', { domain: 'northwind.test' }),
    event(THEO_REMOVED, DANA, 'MemberRemoved', { member: THEO.email }, THEO.workspace),
    event(THEO_REMOVED + 2 * MINUTE, DANA, 'UserAccountDeleted', { account: THEO.email }),
    event(
      MAREK_ADMIN + 2 * MINUTE,
      DANA,
      'MemberRoleChanged',
      { member: MAREK.email, old: { role: 'member' }, new: { role: 'admin' } },
      MAREK.workspace,
    ),
    event(MAREK_ADMIN + 26 * MINUTE, MAREK, 'MeteredBillingConfigUpdated', {
      old: { monthlyRefills: 1 },
      new: { monthlyRefills: 10 },
    }),
    ...refills.flatMap((when) => [
      event(when - MINUTE, null, 'MeteredBillingRetryTriggered', { reason: 'card declined' }),
      event(when, null, 'MeteredBillingRefillTriggered', { credits: 10_000 }),
    ]),
    ...disabledModels(),
    ...assetBurst(random),
  ];
}

function disabledModels(): EnterpriseEvent[] {
  const action = 'OrganizationDisabledModelsUpdated';
  const [without, with4o] = [{ disabledModels: [] }, { disabledModels: ['gpt-4o'] }];
  return [
    event(GPT4O_DISABLED + 6 * MINUTE, PRIYA, action, { old: without, new: with4o }),
    event(GPT4O_ENABLED + 4 * MINUTE, PRIYA, action, { old: with4o, new: without }),
  ];
}

/** Jonas downloads a campaign, then deletes it asset by asset. */
function assetBurst(random: Random): EnterpriseEvent[] {
  const grant = { member: JONAS.email, permission: 'assets.delete_any' };
  const place = JONAS.workspace;
  const downloads = steadyMoments(random, DOWNLOADS, { min: 9_000, max: 30_000 });
  const taken = downloads.map((when) => event(when, JONAS, 'AssetDownloaded', asset(random), place));
  const deletions = steadyMoments(random, DELETIONS, { min: 2_000, max: 6_000 });
  return [
    event(JONAS_PERMITTED - 12 * MINUTE, JONAS, 'PermissionAccepted', grant, place),
    event(JONAS_PERMITTED, DANA, 'PermissionGranted', grant, place),
    ...taken,
    ...deletions.map((when, index) => {
      const details = taken[index]?.details ?? asset(random);
      return event(when, JONAS, 'AssetDeleted', details, place);
    }),
    event(JONAS_PERMISSION_REVOKED, DANA, 'PermissionRevoked', grant, place),
  ];
}

/** Rare actions, each at least once in October. */
export function enterpriseOnce(random: Random): EnterpriseEvent[] {
  const start = at('2026-10-01T08:00:00Z');
  return RARE.map(([action, details], index) => {
    const when = start + index * 18 * HOUR + random.integer(0, 3 * HOUR);
    return event(
      when,
      index % 3 === 0 ? GRETA : DANA,
      action,
      details,
      index % 2 ? 'Product Video' : EVERYWHERE,
    );
  });
}

const NEWCOMER = 'nils.berg@northwind.test';
const RARE: readonly (readonly [string, EnterpriseEvent['details']])[] = [
  ['MemberInvited', { invited: NEWCOMER }],
  ['InviteAccepted', { invited: NEWCOMER }],
  ['UserRegistered', { account: NEWCOMER }],
  ['SSOUserProvisioned', { account: NEWCOMER }],
  ['SSOUserAutoAddedToTeam', { account: NEWCOMER, team: 'Video' }],
  ['InviteLinkToggled', { old: { enabled: true }, new: { enabled: false } }],
  ['AccountLinkCreated', { service: 'calendar' }],
  ['AccountLinkDeleted', { service: 'calendar' }],
  [
    'EmailChangeRequested',
    { old: { email: 'l.fischer@northwind.test' }, new: { email: 'lena.fischer@northwind.test' } },
  ],
  [
    'EmailChanged',
    { old: { email: 'l.fischer@northwind.test' }, new: { email: 'lena.fischer@northwind.test' } },
  ],
  ['PasswordChanged', null],
  ['PermissionUpdated', { old: { level: 'view' }, new: { level: 'edit' } }],
  ['UserGroupCreated', { project: 'Autumn, 2026' }],
  ['UserGroupMemberAdded', { project: 'Autumn, 2026', member: NEWCOMER }],
  ['UserGroupMemberRemoved', { project: 'Autumn, 2026', member: NEWCOMER }],
  ['UserGroupDeleted', { project: 'Autumn, 2026' }],
  ['SessionUnshared', { session: 'ses_4be1' }],
  ['VideoProjectUnshared', { project: 'vid_77a0' }],
  ['CreditsTransferred', { credits: 2_000, from: 'Brand Studio', to: 'Product Video' }],
  ['SeatsTransferred', { seats: 3, from: 'Büro München', to: 'Product Video' }],
  ['SubscriptionCancelled', { plan: 'Trial', reason: 'replaced by "Enterprise"' }],
  ['OrganizationSettingsUpdated', { old: { watermark: true }, new: { watermark: false } }],
  ['TeamSettingsUpdated', { old: { sharing: 'open' }, new: { sharing: 'team' } }],
  ['WorkspaceCountryLockUpdated', { old: { countries: ['DE'] }, new: { countries: ['DE', 'SE'] } }],
  ['WorkspaceCreated', { workspace: 'Pop-up' }],
  ['WorkspaceTagCreated', { tag: 'archive?' }],
  ['WorkspaceTagUpdated', { old: { tag: 'archive?' }, new: { tag: 'archive' } }],
  ['WorkspaceTagAssigned', { tag: 'archive', workspace: 'Pop-up' }],
  ['WorkspaceTagUnassigned', { tag: 'archive', workspace: 'Pop-up' }],
  ['WorkspaceTagDeleted', { tag: 'archive' }],
  ['WorkspaceDeleted', { workspace: 'Pop-up' }],
  ['AssetUnshared', { assetId: 'ast_00c1' }],
];
