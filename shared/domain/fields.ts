/**
 * The fields of an event: the one table from which the `events` view, the filter language, the grid, the
 * breakdowns, the exports and the command line take their names.
 */

/**
 * How a field is held.
 * - `text`: string or null
 * - `integer`: whole number or null
 * - `decimal`: exact decimal, held as a whole number of 10⁻⁹ units (see `decimal.ts`), a plain number on the wire
 * - `instant`: microseconds since the epoch, UTC, or null (undated)
 * - `boolean`: 1, 0 or null
 * - `json`: JSON text or null
 */
export type FieldKind = 'text' | 'integer' | 'decimal' | 'instant' | 'boolean' | 'json';

/** What is known of a field. */
export interface FieldSpec {
  /** Heading in the grid and in menus. */
  readonly label: string;
  readonly kind: FieldKind;
  /** One sentence for tooltips and `--help`. */
  readonly about: string;
  /** Can be counted by, and offered as a value list in the filter bar. */
  readonly facet?: true;
  /** Searched by bare words. */
  readonly searched?: true;
}

export const FIELDS = {
  time: { label: 'Timestamp', kind: 'instant', about: 'When it happened, UTC, to the microsecond' },
  family: {
    label: 'Family',
    kind: 'text',
    facet: true,
    about: 'audit (someone changed something) or usage (an AI call, worker run or generation)',
  },
  tenant: {
    label: 'Tenant',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Organisation or platform instance',
  },
  workspaceName: {
    label: 'Workspace',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Workspace, team or project inside the tenant',
  },
  actor: {
    label: 'Actor',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Who: e-mail, else id, else name; System and Unknown user stay distinct',
  },
  actorId: { label: 'Actor id', kind: 'text', searched: true, about: 'Identifier of the actor as found' },
  actorName: {
    label: 'Actor name',
    kind: 'text',
    searched: true,
    about: 'Display name of the actor as found',
  },
  actorEmail: {
    label: 'Actor e-mail',
    kind: 'text',
    searched: true,
    about: 'E-mail address of the actor as found',
  },
  actorKind: {
    label: 'Actor kind',
    kind: 'text',
    facet: true,
    about: 'user, system, service, apiKey or unknown',
  },
  action: {
    label: 'Action',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'The action as the log names it',
  },
  resourceKind: {
    label: 'Resource kind',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Canonical kind of thing acted on, from the action',
  },
  verb: {
    label: 'Verb',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Canonical verb, from the action',
  },
  category: {
    label: 'Category',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Group of the action in the action catalogue',
  },
  resource: {
    label: 'Resource',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Name or id of the thing affected',
  },
  resourceType: {
    label: 'Resource type',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Type of the thing affected, as found',
  },
  outcome: {
    label: 'Outcome',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'success, failure, or as found',
  },
  ip: {
    label: 'IP address',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Address the request came from',
  },
  userAgent: {
    label: 'User agent',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Program the request came from',
  },
  reason: {
    label: 'Reason',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Activity type, such as Chat or Generate field',
  },
  worker: { label: 'AI worker', kind: 'text', facet: true, searched: true, about: 'Launched AI worker' },
  entryPoint: {
    label: 'Entry point',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'How the worker was started',
  },
  provider: { label: 'Provider', kind: 'text', facet: true, searched: true, about: 'AI provider' },
  model: { label: 'Model', kind: 'text', facet: true, searched: true, about: 'AI model' },
  apiKey: {
    label: 'API key',
    kind: 'text',
    facet: true,
    searched: true,
    about: 'Name or id of the API key used',
  },
  byok: {
    label: 'BYOK',
    kind: 'boolean',
    facet: true,
    about: 'Whether the customer brought their own provider key',
  },
  requests: {
    label: 'Requests',
    kind: 'integer',
    about: 'Executions; 1 where the log gives none (usage events)',
  },
  inputTokens: { label: 'Input tokens', kind: 'integer', about: 'Tokens sent' },
  outputTokens: { label: 'Output tokens', kind: 'integer', about: 'Tokens received' },
  credits: { label: 'Credits', kind: 'decimal', about: 'Credits consumed' },
  balance: { label: 'Balance', kind: 'decimal', about: 'Final credit balance after the event' },
  cost: { label: 'Cost', kind: 'decimal', about: 'Cost charged by the platform' },
  byokCost: {
    label: 'BYOK cost',
    kind: 'decimal',
    about: 'Provider cost of a bring-your-own-key call; no credits are deducted',
  },
  currency: { label: 'Currency', kind: 'text', facet: true, about: 'Currency of cost and BYOK cost' },
  detail: { label: 'Details', kind: 'json', searched: true, about: 'Remaining structured fields' },
  changes: { label: 'Changes', kind: 'json', searched: true, about: 'List of {path, before, after}' },
} as const satisfies Record<string, FieldSpec>;

/** Name of a field of an event. */
export type FieldName = keyof typeof FIELDS;

/** Field names in the order columns are shown and stored. */
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** The spec of a field, without the narrow literal types. */
export function fieldSpec(name: FieldName): FieldSpec {
  return FIELDS[name];
}

/** Whether a text names a field; guards against inherited names such as `constructor`. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}

/** Fields one can break down by and offer as value lists. */
export const FACETS: readonly FieldName[] = FIELD_NAMES.filter((name) => fieldSpec(name).facet === true);

/** Fields that hold a number or an instant and can be compared with `<`, `>` and ranges. */
export const ORDERED_KINDS: ReadonlySet<FieldKind> = new Set(['integer', 'decimal', 'instant']);
