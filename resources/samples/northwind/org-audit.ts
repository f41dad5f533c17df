import { BY_ACTIVITY, DANA, MAREK, type Person, THEO } from './people.ts';
import { Random } from './random.ts';
import { at, MINUTE, type Moment, PERIOD, workingMoments } from './rhythm.ts';
import { MAREK_ADMIN, THEO_REMOVED } from './story.ts';
import { csv } from './table.ts';

interface OrgEvent {
  readonly when: Moment;
  /** Microseconds within the millisecond. */
  readonly micros: number;
  readonly who: Person;
  readonly action: string;
  readonly type: string;
  readonly resourceId: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

const HEADER = [
  'timestamp',
  'user_email',
  'user_name',
  'action',
  'resource_type',
  'resource_id',
  'detail',
  'ip_address',
] as const;

/** Actions by resource type: usual share, and the request behind them; `:id` is the resource. */
const ACTIONS: readonly (readonly [action: string, type: string, weight: number, request: string])[] = [
  ['create', 'team', 3, 'POST /api/teams'],
  ['update', 'team', 6, 'PATCH /api/teams/:id'],
  ['delete', 'team', 1, 'DELETE /api/teams/:id'],
  ['add_member', 'team', 9, 'POST /api/teams/:id/members'],
  ['remove_member', 'team', 4, 'DELETE /api/teams/:id/members'],
  ['update_member_role', 'team', 3, 'PATCH /api/teams/:id/members'],
  ['share', 'source', 16, 'POST /api/sources/:id/shares'],
  ['respond_share', 'source', 13, 'POST /api/sources/:id/shares/respond'],
  ['revoke_share', 'source', 4, 'DELETE /api/sources/:id/shares'],
  ['invite', 'conversation_participant', 17, 'POST /api/conversations/:id/participants'],
  ['invite_team', 'conversation_participant', 5, 'POST /api/conversations/:id/teams'],
  ['remove', 'conversation_participant', 4, 'DELETE /api/conversations/:id/participants'],
  ['respond_invite', 'conversation_invite', 13, 'POST /api/invites/:id/respond'],
  ['activate', 'global_source', 1, 'POST /api/global-sources/:id/activate'],
  ['deactivate', 'global_source', 1, 'POST /api/global-sources/:id/deactivate'],
  ['update_config', 'global_source', 2, 'PUT /api/global-sources/:id/config'],
];
const OCTOBER = at('2026-10-01T00:00:00Z');
const BY_WEIGHT = ACTIONS.map((spec) => [spec, spec[2]] as const);

/**
 * The collaboration log of the organisation, newest first, exported twice: September as CSV, October as JSON, so
 * that both formats are there and every event once.
 */
export function orgAudit(): { csv: string; json: string } {
  const random = new Random(6006);
  const events = [...routine(random), ...story(random)].sort((a, b) => b.when - a.when);
  return {
    csv: asCsv(events.filter(({ when }) => when < OCTOBER).map(asRecord)),
    json: asJson(events.filter(({ when }) => when >= OCTOBER).map(asRecord)),
  };
}

function asCsv(records: readonly OrgRecord[]): string {
  const rows = records.map(({ detail, ...rest }) => {
    const flat = { ...rest, detail: detail === null ? '' : JSON.stringify(detail) };
    return HEADER.map((column) => flat[column]);
  });
  return csv(HEADER, rows, '\n');
}

function asJson(records: readonly OrgRecord[]): string {
  return `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
}

function routine(random: Random): OrgEvent[] {
  return workingMoments(random, PERIOD, { weekday: 46, weekend: 7 })
    .map((when) => ({ when, who: random.weighted(BY_ACTIVITY) }))
    .filter(({ when, who }) => who !== THEO || when < THEO_REMOVED)
    .map(({ when, who }) => {
      const [action, type, , request] = random.weighted(BY_WEIGHT);
      const resourceId = `${type}_${random.hex(6)}`;
      const detail = random.chance(0.08) ? null : requestDetail(request, resourceId);
      return { when, micros: random.integer(0, 999), who, action, type, resourceId, detail };
    });
}

function requestDetail(request: string, id: string): { method: string; path: string } {
  const [method = '', path = ''] = request.split(' ');
  return { method, path: path.replace(':id', id) };
}

function story(random: Random): OrgEvent[] {
  const team = { type: 'team', resourceId: 'team_hiring', who: DANA, micros: random.integer(0, 999) };
  const path = '/api/teams/team_hiring/members';
  return [
    {
      ...team,
      when: THEO_REMOVED + MINUTE,
      action: 'remove_member',
      detail: { method: 'DELETE', path, member: THEO.email },
    },
    {
      ...team,
      when: MAREK_ADMIN + MINUTE,
      action: 'update_member_role',
      detail: { method: 'PATCH', path, member: MAREK.email, old: { role: 'member' }, new: { role: 'admin' } },
    },
  ];
}

type OrgRecord = ReturnType<typeof asRecord>;

function asRecord(event: OrgEvent) {
  const millis = new Date(event.when).toISOString().slice(0, -1);
  return {
    timestamp: `${millis}${String(event.micros).padStart(3, '0')}Z`,
    user_email: event.who.email,
    user_name: event.who.name,
    action: event.action,
    resource_type: event.type,
    resource_id: event.resourceId,
    detail: event.detail,
    ip_address: event.who.ip,
  };
}
