import type { ActionGroup } from './entry.ts';

/** Collaboration actions of an organisation: a bare verb that only means something with its resource type. */
export const ORGANISATION_ACTIONS: readonly ActionGroup[] = [
  {
    category: 'Team',
    resourceType: 'team',
    actions: {
      create: 'A team was set up',
      update: 'The name, description or settings of a team were changed',
      delete: 'A team was deactivated',
    },
  },
  {
    category: 'Account and permission',
    resourceType: 'team',
    actions: {
      add_member: 'A person joined a team',
      remove_member: 'A person was taken out of a team',
      update_member_role: 'A team member was given another role',
    },
  },
  {
    category: 'Sharing',
    resourceType: 'source',
    actions: {
      share: 'A source was offered to a person or team',
      respond_share: 'An offered source was accepted or turned down',
      revoke_share: 'A person or team lost a source that had been shared with them',
    },
  },
  {
    category: 'Conversation',
    resourceType: 'conversation_participant',
    actions: {
      invite: 'A person was asked to join a conversation',
      invite_team: 'A whole team was asked to join a conversation',
      remove: 'Someone was taken out of a conversation',
    },
  },
  {
    category: 'Conversation',
    resourceType: 'conversation_invite',
    actions: {
      respond_invite: 'An invitation to a conversation was accepted or turned down',
    },
  },
  {
    category: 'Sources',
    resourceType: 'global_source',
    actions: {
      activate: 'A source run by the platform was switched on for the organisation',
      deactivate: 'A source run by the platform was switched off',
      update_config: 'The settings of a source run by the platform were changed',
    },
  },
];
