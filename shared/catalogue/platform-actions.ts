import type { ActionGroup } from './entry.ts';

/** Administrative actions of a model platform, named `<resource>.<verb>`. */
export const PLATFORM_ACTIONS: readonly ActionGroup[] = [
  {
    category: 'Models and providers',
    actions: {
      'model.enabled': 'A model was made available to callers',
      'model.disabled': 'A model was taken out of service; calls to it fail from then on',
      'provider.created': 'A model provider was connected',
      'provider.updated': 'The settings of a model provider were changed',
      'provider.deleted': 'A model provider was disconnected',
    },
  },
  {
    category: 'Account and permission',
    actions: {
      'user.role_changed': 'A person was given another platform role',
      'api_key.revoked': 'An API key was withdrawn, by its owner or by an administrator',
      'sso.configured': 'Single sign-on was set up or its settings were changed',
      'sso.enabled': 'Single sign-on was switched on',
      'sso.disabled': 'Single sign-on was switched off',
    },
  },
  {
    category: 'Announcement',
    actions: {
      'announcement.created': 'An announcement to the users of the platform was published',
      'announcement.archived': 'An announcement was put away',
    },
  },
  {
    category: 'MCP and OAuth',
    actions: {
      'mcp_server.created': 'A server was added to the MCP catalogue',
      'mcp_server.updated': 'A server of the MCP catalogue was changed',
      'mcp_server.deleted': 'A server was dropped from the MCP catalogue',
      'mcp_oauth_client.*': 'An OAuth client that reaches MCP servers was added, changed or withdrawn',
    },
  },
];
