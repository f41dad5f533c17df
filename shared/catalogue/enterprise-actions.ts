import type { ActionGroup, Meaning } from './entry.ts';

/** Actions of an enterprise organisation on a creative platform, named in CamelCase. */
export const ENTERPRISE_ACTIONS: readonly ActionGroup[] = [
  {
    category: 'Account and permission',
    actions: {
      AccountLinkCreated: 'An outside account was linked',
      AccountLinkDeleted: 'The link to an outside account was dropped',
      EmailChangeRequested: 'Someone asked for another e-mail address; not yet in force',
      EmailChanged: 'An account got another e-mail address',
      PasswordChanged: 'An account got another password',
      PermissionAccepted: 'Someone agreed to a permission that was asked of them',
      PermissionGranted: 'Someone was given a permission',
      PermissionRevoked: 'A permission was taken away',
      PermissionUpdated: 'A permission someone already had was changed',
      SSOConfigCreated: 'Single sign-on was set up',
      SSODomainRegistrationCloned: 'The sign-on registration of a domain was copied',
      SSOLogin: 'Someone signed in through single sign-on',
      SSOUserAutoAddedToTeam: 'Single sign-on put a person into a team by itself',
      SSOUserProvisioned: 'Single sign-on opened an account for a person',
      UserAccountDeleted: 'An account was deleted',
      UserLogin: 'Someone signed in',
      UserRegistered: 'Someone opened an account',
      InviteAccepted: 'An invitation to a workspace was taken up',
      InviteLinkToggled: 'An invitation link was switched on or off',
      MemberInvited: 'Someone was asked to join the team',
      MemberRemoved: 'Someone was taken out of the team',
      MemberRoleChanged: 'A member was given another role or level of access',
      UserGroupCreated: 'A project was set up',
      UserGroupDeleted: 'A project was deleted',
      UserGroupMemberAdded: 'Someone joined a project',
      UserGroupMemberRemoved: 'Someone was taken out of a project',
    },
  },
  {
    category: 'Asset',
    actions: {
      AssetCreated: 'An asset was made or uploaded',
      AssetDeleted: 'An asset was deleted',
      AssetDownloaded: 'Someone downloaded an asset',
      AssetShared: 'A person or team was given access to an asset',
      AssetUnshared: 'A person or team lost access to an asset',
      AssetUpdated: 'The content or properties of an asset were changed',
      SessionShared: 'Someone was given access to a session',
      SessionUnshared: 'Someone lost access to a session',
      VideoProjectShared: 'Someone was given access to a video project',
      VideoProjectUnshared: 'Someone lost access to a video project',
    },
  },
  {
    category: 'Generation',
    actions: {
      GenerationCreated: 'Something was generated; model and credits are in the usage log, not here',
    },
  },
  {
    category: 'Billing',
    actions: {
      CreditsTransferred: 'Credits were moved to another account or workspace',
      MeteredBillingConfigUpdated: 'The settings of auto refill were changed',
      MeteredBillingRefillTriggered: 'Auto refill bought credits',
      MeteredBillingRetryTriggered: 'Auto refill tried again after a failure',
      SeatsTransferred: 'Seats were moved to another workspace',
      SubscriptionCancelled: 'A subscription was ended',
    },
  },
  {
    category: 'Organization',
    actions: {
      OrganizationDisabledModelsUpdated: 'The models the organisation may not use were changed',
      OrganizationSettingsUpdated: 'Settings of the organisation were changed',
      TeamSettingsUpdated: 'Settings of a team were changed',
      WorkspaceCountryLockUpdated: 'The countries a workspace can be used from were changed',
      WorkspaceCreated: 'A workspace was set up',
      WorkspaceDeleted: 'A workspace was deleted',
      WorkspaceTagAssigned: 'A workspace was given a tag',
      WorkspaceTagCreated: 'A tag for workspaces was made',
      WorkspaceTagDeleted: 'A tag for workspaces was deleted',
      WorkspaceTagUnassigned: 'A tag was taken off a workspace',
      WorkspaceTagUpdated: 'A tag for workspaces was changed',
    },
  },
];

/**
 * Names that do not say what they mean: a user group is a project, metered billing is auto refill. The others
 * are names whose last word alone is not the whole verb.
 */
export const ENTERPRISE_MEANINGS: Readonly<Record<string, Meaning>> = {
  UserGroupCreated: { resourceKind: 'project', verb: 'create' },
  UserGroupDeleted: { resourceKind: 'project', verb: 'delete' },
  UserGroupMemberAdded: { resourceKind: 'project', verb: 'add_member' },
  UserGroupMemberRemoved: { resourceKind: 'project', verb: 'remove_member' },
  MeteredBillingConfigUpdated: { resourceKind: 'auto_refill', verb: 'update' },
  MeteredBillingRefillTriggered: { resourceKind: 'auto_refill', verb: 'trigger' },
  MeteredBillingRetryTriggered: { resourceKind: 'auto_refill', verb: 'retry' },
  MemberRoleChanged: { resourceKind: 'member', verb: 'change_role' },
  SSOUserAutoAddedToTeam: { resourceKind: 'sso_user', verb: 'add_to_team' },
};
