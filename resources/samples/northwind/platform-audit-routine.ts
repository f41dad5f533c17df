import { MAREK, OPERATORS, PEOPLE, THEO } from './people.ts';
import type { PlatformChange } from './platform-audit.ts';
import type { Random } from './random.ts';
import { type Moment, PERIOD, workingMoments } from './rhythm.ts';

type Change = Pick<PlatformChange, 'action' | 'resource' | 'old' | 'new'> & { readonly bySystem?: true };
type Routine = (random: Random, when: Moment, state: State) => Change;

/** What routine changes have left behind, so that the old value of a change is the new value of the one before. */
type State = Map<string, unknown>;

/** Models and providers the story has nothing to do with. */
const MODELS = ['o3-mini', 'gemini-2.5-pro', 'mistral-small', 'command-r', 'llama-3.3-70b'];
const PROVIDERS = ['Google', 'Mistral', 'Cohere', 'Groq'];
const MCP_SERVERS = ['jira-bridge', 'calendar', 'crm-lookup', 'payroll-read'];
const KEY_PURPOSES = ['ci', 'notebook', 'demo', 'load-test', 'import'];
const ROLES = ['viewer', 'member', 'billing_admin'];

/** Day-to-day administration of both instances. */
export function routinePlatformChanges(random: Random): PlatformChange[] {
  const states = { 'eu-prod': new Map<string, unknown>(), 'us-prod': new Map<string, unknown>() };
  return workingMoments(random, PERIOD, { weekday: 44, weekend: 8 }).map((when) => {
    const instance = random.chance(0.6) ? 'eu-prod' : 'us-prod';
    const routine = random.weighted(ROUTINES);
    const { bySystem, ...change } = routine(random, when, states[instance]);
    const operator = random.pick(OPERATORS);
    const request = `req_${random.hex(10)}`;
    return {
      when,
      ...change,
      actor: bySystem ? 'System' : operator.email,
      context: bySystem
        ? { surface: 'Directory sync', request }
        : { surface: random.chance(0.8) ? 'Admin Dashboard' : 'Terraform', ip: operator.ip, request },
      instance,
    };
  });
}

const ROUTINES: readonly (readonly [Routine, number])[] = [
  [keyRevoked, 20],
  [roleSynchronised, 16],
  [rateLimitChanged, 14],
  [modelToggled, 13],
  [mcpServerChanged, 10],
  [oauthClientChanged, 10],
  [budgetChanged, 9],
  [announcementChanged, 6],
  [providerRecreated, 2],
];

/** Takes the old value of something out of the state and leaves the new one. */
function step<T>(state: State, key: string, first: T, next: (old: T) => T): { old: T; new: T } {
  const old = (state.has(key) ? state.get(key) : first) as T;
  const value = next(old);
  state.set(key, value);
  return { old, new: value };
}

function keyRevoked(random: Random): Change {
  return {
    action: 'api_key.revoked',
    resource: `${random.pick(KEY_PURPOSES)}-${random.hex(4)}`,
    old: { status: 'active', last_used_days: random.integer(0, 90) },
    new: { status: 'revoked' },
  };
}

function roleSynchronised(random: Random, _when: Moment, state: State): Change {
  const who = random.pick(PEOPLE.filter((person) => person !== THEO && person !== MAREK));
  const next = (old: string) => random.pick(ROLES.filter((role) => role !== old));
  const { old, new: role } = step(state, `role ${who.email}`, 'member', next);
  return {
    action: 'user.role_changed',
    resource: who.email,
    old: { role: old },
    new: { role, source: 'group mapping' },
    bySystem: true,
  };
}

function rateLimitChanged(random: Random, _when: Moment, state: State): Change {
  const provider = random.pick(PROVIDERS);
  const { old, new: limit } = step(state, `limit ${provider}`, 1_000, (was) =>
    random.pick([500, 1_000, 2_000, 3_000].filter((value) => value !== was)),
  );
  return {
    action: 'provider.updated',
    resource: provider,
    old: { rate_limit_rpm: old },
    new: { rate_limit_rpm: limit },
  };
}

function modelToggled(random: Random, _when: Moment, state: State): Change {
  const model = random.pick(MODELS);
  const { old, new: enabled } = step(state, `model ${model}`, true, (was) => !was);
  return {
    action: enabled ? 'model.enabled' : 'model.disabled',
    resource: model,
    old: { enabled: old },
    new: { enabled },
  };
}

function mcpServerChanged(random: Random, _when: Moment, state: State): Change {
  const server = random.pick(MCP_SERVERS);
  const config = step(state, `mcp ${server}`, { version: 1, tools: ['search'] }, (was) => ({
    version: was.version + 1,
    tools: was.tools.length === 1 ? ['search', 'write'] : ['search'],
  }));
  return { action: 'mcp_server.updated', resource: server, ...config };
}

function oauthClientChanged(random: Random, _when: Moment, state: State): Change {
  const client = `${random.pick(MCP_SERVERS)}-client`;
  const hint = step(state, `secret ${client}`, '…0000', () => `…${random.hex(4)}`);
  return {
    action: 'mcp_oauth_client.secret_rotated',
    resource: client,
    old: { secret_hint: hint.old },
    new: { secret_hint: hint.new },
  };
}

/** Not an action of the catalogue: platforms add new ones, and a reader has to cope. */
function budgetChanged(random: Random, _when: Moment, state: State): Change {
  const team = random.pick(['hiring', 'research', 'marketing', 'support, EU']);
  const budget = step(state, `budget ${team}`, 500, (was) => was + random.pick([-100, 100, 250]));
  return {
    action: 'budget.updated',
    resource: team,
    old: { monthly_usd: budget.old },
    new: { monthly_usd: budget.new },
  };
}

/** Published, then put away. */
function announcementChanged(random: Random, when: Moment, state: State): Change {
  const open = state.get('announcement');
  if (typeof open === 'string') {
    state.delete('announcement');
    return {
      action: 'announcement.archived',
      resource: open,
      old: { status: 'published' },
      new: { status: 'archived' },
    };
  }
  const title = `Maintenance on ${new Date(when).toISOString().slice(0, 10)}`;
  state.set('announcement', title);
  const text = random.pick([
    'Short interruption, "read only" for 10 minutes.',
    'First line: what changes.\nSecond line: when.',
    'תחזוקה מתוכננת הלילה', // right to left
  ]);
  return { action: 'announcement.created', resource: title, old: null, new: { status: 'published', text } };
}

function providerRecreated(_random: Random, _when: Moment, state: State): Change {
  const resource = 'Groq (trial)';
  const settings = { base_url: 'https://groq.example/openai/v1' };
  const { new: exists } = step(state, resource, false, (was) => !was);
  return exists
    ? { action: 'provider.created', resource, old: null, new: settings }
    : { action: 'provider.deleted', resource, old: settings, new: null };
}
