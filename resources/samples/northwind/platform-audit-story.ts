import { DANA, GRETA, MAREK, type Person, PRIYA, THEO } from './people.ts';
import type { PlatformChange } from './platform-audit.ts';
import { at, MINUTE, type Moment } from './rhythm.ts';
import {
  BYOK_FROM,
  GPT4O_DISABLED,
  GPT4O_ENABLED,
  KEY_REVOKED,
  LEAKED_KEY,
  MAREK_ADMIN,
  OPENAI_BROKEN,
  OPENAI_REPAIRED,
  OPUS_DISABLED,
  OPUS_ENABLED,
  SPIKE_KEY,
  SPIKE_KEY_REVOKED,
  SSO_OFF,
  THEO_REMOVED,
} from './story.ts';

type Values = Readonly<Record<string, unknown>> | null;

/** The changes README.md speaks of. All on the European instance, by people. */
export function platformStory(): PlatformChange[] {
  return [
    change(BYOK_FROM - 12 * MINUTE, ZERO_TOUCH, 'provider.created', 'Anthropic (research)', null, {
      base_url: 'https://anthropic.example/v1',
      key_owner: 'research',
      byok: true,
    }),
    change(KEY_REVOKED, BY_DANA, 'api_key.revoked', LEAKED_KEY, { status: 'active' }, { status: 'revoked' }),
    ...mcpStory(),
    ...ssoStory(),
    change(
      THEO_REMOVED + 4 * MINUTE,
      BY_DANA,
      'user.role_changed',
      THEO.email,
      { role: 'member' },
      { role: 'deactivated' },
    ),
    change(
      MAREK_ADMIN,
      BY_DANA,
      'user.role_changed',
      MAREK.email,
      { role: 'member', budget_usd: 200 },
      { role: 'admin', budget_usd: null },
    ),
    ...modelStory(),
    ...openAiStory(),
  ];
}

interface Hand {
  readonly who: Person;
  readonly context: Readonly<Record<string, unknown>>;
}

const BY_DANA: Hand = { who: DANA, context: { surface: 'Admin Dashboard', ip: DANA.ip } };
const BY_PRIYA: Hand = { who: PRIYA, context: { surface: 'Admin Dashboard', ip: PRIYA.ip } };
const BY_MAREK: Hand = { who: MAREK, context: { surface: 'Admin Dashboard', ip: MAREK.ip } };
const ZERO_TOUCH: Hand = { who: GRETA, context: { surface: 'Terraform', ip: GRETA.ip, run: 'tf-2291' } };

function change(
  when: Moment,
  hand: Hand,
  action: string,
  resource: string,
  old: Values,
  after: Values,
): PlatformChange {
  const { who, context } = hand;
  return { when, actor: who.email, action, resource, context, old, new: after, instance: 'eu-prod' };
}

/** A documentation server comes and goes, with its OAuth client. */
function mcpStory(): PlatformChange[] {
  const client = 'docs-search-client';
  const scopes = ['docs:read'];
  return [
    change(at('2026-09-29T13:02:10Z'), BY_PRIYA, 'mcp_server.created', 'docs-search', null, {
      url: 'https://mcp.northwind.test/docs',
      enabled: true,
    }),
    change(at('2026-09-29T13:05:44Z'), BY_PRIYA, 'mcp_oauth_client.created', client, null, { scopes }),
    change(
      at('2026-10-02T09:11:02Z'),
      BY_PRIYA,
      'mcp_server.updated',
      'docs-search',
      { enabled: true, timeout_s: 30 },
      { enabled: true, timeout_s: 90 },
    ),
    change(
      at('2026-10-02T09:12:30Z'),
      BY_PRIYA,
      'mcp_oauth_client.updated',
      client,
      { scopes },
      { scopes: ['docs:read', 'docs:write'] },
    ),
    change(
      at('2026-10-12T11:20:00Z'),
      BY_DANA,
      'mcp_oauth_client.secret_rotated',
      client,
      { secret_hint: '…9f2c' },
      { secret_hint: '…41be' },
    ),
    change(
      at('2026-10-23T14:45:12Z'),
      BY_DANA,
      'mcp_oauth_client.revoked',
      client,
      { status: 'active' },
      { status: 'revoked' },
    ),
    change(
      at('2026-10-23T14:46:01Z'),
      BY_DANA,
      'mcp_server.deleted',
      'docs-search',
      { url: 'https://mcp.northwind.test/docs', enabled: true },
      null,
    ),
  ];
}

function ssoStory(): PlatformChange[] {
  const config = { idp: 'https://idp.northwind.test/saml', certificate: 'expires 2026-10-07' };
  return [
    change(SSO_OFF.from, BY_DANA, 'sso.disabled', 'northwind.test', { enabled: true }, { enabled: false }),
    change(SSO_OFF.from + 17 * MINUTE, BY_DANA, 'sso.configured', 'northwind.test', config, {
      ...config,
      certificate: 'expires 2028-10-05',
    }),
    change(SSO_OFF.to, BY_DANA, 'sso.enabled', 'northwind.test', { enabled: false }, { enabled: true }),
  ];
}

/** The expensive model, and the key that used it. */
function modelStory(): PlatformChange[] {
  const opus = 'claude-opus-4';
  return [
    change(OPUS_ENABLED, BY_MAREK, 'model.enabled', opus, { enabled: false }, { enabled: true }),
    change(OPUS_DISABLED, BY_PRIYA, 'model.disabled', opus, { enabled: true }, { enabled: false }),
    change(
      SPIKE_KEY_REVOKED,
      BY_PRIYA,
      'api_key.revoked',
      SPIKE_KEY,
      { status: 'active' },
      { status: 'revoked' },
    ),
    change(
      OPUS_DISABLED + 95 * MINUTE,
      BY_DANA,
      'user.role_changed',
      MAREK.email,
      { role: 'admin', budget_usd: null },
      { role: 'member', budget_usd: 200 },
    ),
  ];
}

function openAiStory(): PlatformChange[] {
  const right = { base_url: 'https://openai.example/v1', timeout_s: 60, rate_limit_rpm: 3_000 };
  const wrong = { base_url: 'https://openai.example/v2-preview', timeout_s: 60, rate_limit_rpm: 3_000 };
  return [
    change(OPENAI_BROKEN, BY_PRIYA, 'provider.updated', 'OpenAI', right, wrong),
    change(
      GPT4O_DISABLED,
      BY_PRIYA,
      'model.disabled',
      'gpt-4o',
      { enabled: true, fallback: null },
      { enabled: false, fallback: 'claude-sonnet-4' },
    ),
    change(OPENAI_REPAIRED, BY_PRIYA, 'provider.updated', 'OpenAI', wrong, right),
    change(
      GPT4O_ENABLED,
      BY_PRIYA,
      'model.enabled',
      'gpt-4o',
      { enabled: false, fallback: 'claude-sonnet-4' },
      { enabled: true, fallback: null },
    ),
  ];
}
