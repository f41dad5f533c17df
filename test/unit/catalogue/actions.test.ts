import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  canonicalAction,
  createCanonicaliser,
  describeAction,
  searchActions,
} from '../../../shared/catalogue/actions.ts';

const kindAndVerb = (action: string, type: string | null = null) => {
  const { resourceKind, verb } = canonicalAction(action, type);
  return [resourceKind, verb];
};

describe('the action catalogue', () => {
  it('holds every documented action once', () => {
    const keys = CATALOGUE.map(({ action, resourceType }) => `${resourceType ?? ''} ${action}`);
    expect(keys).toHaveLength(86);
    expect(new Set(keys)).toHaveLength(86);
  });

  it('gives every entry a kind, a verb in base form, its category and its description', () => {
    for (const { action, resourceType, category, about } of CATALOGUE) {
      const found = action.replace('.*', '.rotated');
      const canonical = canonicalAction(found, resourceType);
      expect(canonical.category, action).toBe(category);
      expect(describeAction(found, resourceType), action).toBe(about);
      expect(canonical.resourceKind, action).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(canonical.verb, action).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(canonical.verb, action).not.toMatch(/ed$/);
      expect(about.length, action).toBeGreaterThan(10);
    }
  });
});

describe('canonicalAction', () => {
  it.each([
    ['api_key.revoked', null, 'api_key', 'revoke'],
    ['user.role_changed', null, 'user', 'change_role'],
    ['mcp_oauth_client.secret_rotated', null, 'mcp_oauth_client', 'rotate_secret'],
    ['AssetDeleted', null, 'asset', 'delete'],
    ['SSOLogin', null, 'sso', 'login'],
    ['SSODomainRegistrationCloned', null, 'sso_domain_registration', 'clone'],
    ['UserGroupMemberAdded', null, 'project', 'add_member'],
    ['MeteredBillingRefillTriggered', null, 'auto_refill', 'trigger'],
    ['SubscriptionCancelled', null, 'subscription', 'cancel'],
    ['create', 'team', 'team', 'create'],
    ['remove', 'ConversationParticipant', 'conversation_participant', 'remove'],
  ])('reads %s (%s)', (action, type, kind, verb) => {
    expect(kindAndVerb(action, type)).toEqual([kind, verb]);
  });

  it.each([
    ['budget.exceeded', null, 'budget', 'exceeded'],
    ['org:team.archived', null, 'org.team', 'archive'],
    ['DeleteBucket', null, 'bucket', 'delete'],
    ['AttachRolePolicy', 'AWS::IAM::Policy', 'role_policy', 'attach'],
    ['Update user.', null, 'user', 'update'],
    ['approved', 'Expense', 'expense', 'approve'],
    ['login', null, null, 'login'],
    ['User logged in', null, 'user', 'login'],
    ['user.logged_in', null, 'user', 'login'],
    ['UserLoggedIn', null, 'user', 'login'],
    ['Sign out', null, null, 'sign_out'],
    ['New-InboxRule', null, 'inbox_rule', 'new'],
    ['QuotaExceeded', null, 'quota', 'exceeded'],
    ['Something else entirely', null, null, null],
    ['<script>alert(1)</script>', null, null, null],
    ['Member removed', null, 'member', 'remove'],
    ['', null, null, null],
    ['-', 'team', null, null],
  ])('derives an unknown %s (%s) from its grammar, without a category', (action, type, kind, verb) => {
    expect(canonicalAction(action, type)).toEqual({ resourceKind: kind, verb, category: null });
    expect(describeAction(action, type)).toBeNull();
  });

  it.each([
    ['4624', 'Security', 'Logged on'],
    ['4624', 'security', 'Logged on'],
    ['10', 'Microsoft-Windows-Sysmon/Operational', 'Process accessed'],
    ['4104', 'Microsoft-Windows-PowerShell/Operational', 'Script block executed'],
    ['10', 'System', null],
    ['10', null, null],
    ['constructor', 'Security', null],
  ])('knows event %s of the Windows channel %s by both', (action, channel, about) => {
    expect(describeAction(action, channel)).toBe(about);
    expect(canonicalAction(action, channel).category).toBeNull();
  });

  it('takes a bare verb for known only with its resource type', () => {
    expect(canonicalAction('create', 'invoice').category).toBeNull();
    expect(canonicalAction('create', null).category).toBeNull();
  });

  it('reads any text, without inventing a known action', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.option(fc.string()), (action, type) => {
        const canonical = canonicalAction(action, type);
        expect(canonical).toEqual(createCanonicaliser()(action, type));
        expect(canonical.category === null).toBe(describeAction(action, type) === null);
      }),
    );
    expect(canonicalAction('constructor', '__proto__').category).toBeNull();
    expect(canonicalAction('x'.repeat(1_000_000), null).verb).toBeNull();
  });
});

describe('searchActions', () => {
  const names = (text: string) => searchActions(text).map(({ action }) => action);

  it('finds an action by its name and by what it means', () => {
    expect(names('usergroup')).toContain('UserGroupCreated');
    expect(names('Project')).toContain('UserGroupMemberAdded');
    expect(names('meteredbilling')).toHaveLength(3);
    expect(names('auto refill')).toHaveLength(3);
    expect(names('auto_refill')).toHaveLength(3);
    expect(names(' ')).toEqual([]);
  });
});

describe('createCanonicaliser', () => {
  it('keeps the resource type apart and answers the same after its memory is full', () => {
    const canonicalise = createCanonicaliser();
    for (let index = 0; index < 25_000; index += 1) canonicalise(`thing_${index}.created`, null);
    expect(canonicalise('create', 'team').category).toBe('Team');
    expect(canonicalise('create', null).category).toBeNull();
    expect(canonicalise('create', 'team')).toBe(canonicalise('create', 'team'));
  });
});
