import { canonicalAction } from '../../../../shared/catalogue/actions.ts';
import type { FieldName } from '../../../../shared/domain/fields.ts';
import { FIELD_NAMES } from '../../../../shared/domain/fields.ts';
import type { Input } from '../../../../shared/domain/inputs.ts';
import { FIELD_INDEX, type StoredValue } from '../../record.ts';
import type { Profile } from '../profile/profile-format.ts';
import { BoundedCache } from './bounded-cache.ts';
import { readDetails } from './details.ts';
import { type ExtraColumns, withRest } from './extra-columns.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { KnownActors } from './known-actors.ts';
import { currencyIn, isAbsent, type NumberStyle, readDecimal, readInteger } from './numbers.ts';
import { readOutcome } from './outcome.ts';
import type { TimeReader } from './time-text.ts';

/** How the values of a source are read. */
export interface Reading {
  readonly profile: Profile;
  readonly family: 'audit' | 'usage';
  /** Tenant of records that name none. */
  readonly tenant: string | null;
  /** Reader of each candidate time column, by rank; the last one serves all ranks beyond. */
  readonly times: readonly TimeReader[];
  /** Number style of each input; a decimal point where it is missing. */
  readonly numbers: ReadonlyMap<Input, NumberStyle>;
  /** Told of every value that is not what its field needs. */
  readonly unreadable: (input: Input, text: string, line: number) => void;
}

const at = fieldIndexes();
const I = {
  time: inputIndex('time'),
  clock: inputIndex('clock'),
  person: inputIndex('person'),
  actorId: inputIndex('actorId'),
  actorName: inputIndex('actorName'),
  actorEmail: inputIndex('actorEmail'),
  actorKind: inputIndex('actorKind'),
  action: inputIndex('action'),
  outcome: inputIndex('outcome'),
  resourceType: inputIndex('resourceType'),
  tenant: inputIndex('tenant'),
  provider: inputIndex('provider'),
  providerModel: inputIndex('providerModel'),
  tokenPair: inputIndex('tokenPair'),
  byok: inputIndex('byok'),
  creditsOrByok: inputIndex('creditsOrByok'),
  cost: inputIndex('cost'),
  byokCost: inputIndex('byokCost'),
  detail: inputIndex('detail'),
} as const;

/** Inputs that are stored as they are. */
export const STORED_AS_IS = [
  'workspaceName',
  'action',
  'resource',
  'resourceType',
  'outcome',
  'ip',
  'userAgent',
  'reason',
  'worker',
  'entryPoint',
  'provider',
  'model',
  'apiKey',
  'currency',
] as const;
const TEXTS = STORED_AS_IS.map((name) => [inputIndex(name), at[name]] as const);

const INTEGERS = (['requests', 'inputTokens', 'outputTokens'] as const).map(
  (name) => [name, inputIndex(name), at[name]] as const,
);
const DECIMALS = (['credits', 'balance', 'cost', 'byokCost'] as const).map(
  (name) => [name, inputIndex(name), at[name]] as const,
);

const EMPTY: readonly StoredValue[] = FIELD_NAMES.map(() => null);
const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'byok', 'on']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'off', 'none', 'platform']);

/** Makes the stored values of an event from what a record gives to each input. */
export class EventBuilder {
  readonly #reading: Reading;
  readonly #defaults: readonly (readonly [input: number, value: string])[];
  readonly #actors = new KnownActors();
  readonly #actions = new BoundedCache<ReturnType<typeof canonicalAction>>(10_000);

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#defaults = Object.entries(reading.profile.defaults).map(([input, value]) => [
      inputIndex(input as Input),
      value ?? '',
    ]);
  }

  /** One value per field, in the order of the field table. */
  build(inputs: InputValues, extra: ExtraColumns, line: number): StoredValue[] {
    const { values } = inputs;
    for (const [input, value] of this.#defaults) values[input] ??= value;
    const event = EMPTY.slice();
    event[at.family] = this.#reading.family;
    event[at.tenant] = values[I.tenant] ?? this.#reading.tenant;
    for (const [input, field] of TEXTS) event[field] = values[input] ?? null;
    event[at.outcome] = readOutcome(values[I.outcome] ?? null, this.#reading.profile.outcomes);
    this.#setTime(event, inputs, line);
    this.#setActor(event, values);
    this.#setAction(event, values);
    this.#setModel(event, values);
    this.#setNumbers(event, values, line);
    this.#setCost(event, values, line);
    const text = values[I.detail] ?? null;
    const { detail, changes } =
      text !== null && text === inputs.plainDetail ? { detail: text, changes: null } : readDetails(text);
    event[at.detail] = extra.rest.length === 0 ? detail : withRest(detail, extra.rest);
    event[at.changes] = inputs.changes ?? changes;
    return event;
  }

  #setTime(event: StoredValue[], inputs: InputValues, line: number): void {
    const date = inputs.values[I.time];
    if (date === null || date === undefined) return;
    const clock = inputs.values[I.clock] ?? null;
    const text = clock === null || date.includes(':') ? date : `${date} ${clock}`;
    const { times } = this.#reading;
    const reader = times[inputs.ranks[I.time] ?? 0] ?? times.at(-1);
    const time = reader?.read(text) ?? null;
    if (time === null) this.#reading.unreadable('time', text, line);
    event[at.time] = time;
  }

  #setActor(event: StoredValue[], values: readonly (string | null)[]): void {
    const actor = this.#actors.get(
      values[I.person] ?? null,
      values[I.actorId] ?? null,
      values[I.actorName] ?? null,
      values[I.actorEmail] ?? null,
      values[I.actorKind] ?? null,
      this.#reading.profile.actors,
    );
    event[at.actor] = actor.actor;
    event[at.actorId] = actor.id;
    event[at.actorName] = actor.name;
    event[at.actorEmail] = actor.email;
    event[at.actorKind] = actor.kind;
  }

  #setAction(event: StoredValue[], values: readonly (string | null)[]): void {
    const action = values[I.action] ?? null;
    const type = values[I.resourceType] ?? null;
    if (action === null) return;
    const key = type === null ? action : `${action}\u0000${type}`;
    const canonical = this.#actions.get(key, () => canonicalAction(action, type));
    event[at.resourceKind] = canonical.resourceKind;
    event[at.verb] = canonical.verb;
    event[at.category] = canonical.category;
  }

  #setModel(event: StoredValue[], values: readonly (string | null)[]): void {
    const both = values[I.providerModel] ?? null;
    if (both === null) return;
    const [provider, model] = splitProviderModel(both);
    event[at.provider] ??= provider;
    event[at.model] ??= model;
  }

  #setNumbers(event: StoredValue[], values: readonly (string | null)[], line: number): void {
    for (const [name, input, field] of INTEGERS)
      event[field] = this.#integer(name, values[input] ?? null, line);
    for (const [name, input, field] of DECIMALS)
      event[field] = this.#decimal(name, values[input] ?? null, line);
    const pair = values[I.tokenPair] ?? null;
    if (pair !== null) {
      const [input = '', output = ''] = pair.split('/');
      event[at.inputTokens] ??= this.#integer('tokenPair', input, line);
      event[at.outputTokens] ??= this.#integer('tokenPair', output, line);
    }
    if (this.#reading.family === 'usage') event[at.requests] ??= 1;
  }

  /** Cost is BYOK cost or platform cost, never both; a currency sign tells the currency. */
  #setCost(event: StoredValue[], values: readonly (string | null)[], line: number): void {
    const stated = values[I.byok] ?? null;
    let byok = stated === null ? null : this.#flag(stated, line);
    const mixed = values[I.creditsOrByok] ?? null;
    const marked = mixed !== null && /^byok\b/i.test(mixed);
    if (marked) {
      byok = 1;
      event[at.byokCost] ??= this.#decimal('creditsOrByok', mixed.slice(4).trim(), line);
    } else if (mixed !== null) event[at.credits] ??= this.#decimal('creditsOrByok', mixed, line);
    event[at.byok] = byok;
    if (byok === 1 && event[at.byokCost] === null) moveValue(event, at.cost, at.byokCost);
    if (byok === 0 && event[at.cost] === null) moveValue(event, at.byokCost, at.cost);
    const priced = values[I.cost] ?? values[I.byokCost] ?? (marked ? mixed : null);
    if (event[at.currency] === null && priced !== null) event[at.currency] = currencyIn(priced);
  }

  #flag(text: string, line: number): 0 | 1 | null {
    const flag = readFlag(text);
    if (flag === null && !isAbsent(text)) this.#reading.unreadable('byok', text, line);
    return flag;
  }

  #integer(input: Input, text: string | null, line: number): number | null {
    if (text === null) return null;
    const value = readInteger(text, this.#reading.numbers.get(input) ?? 'point');
    if (value !== undefined) return value;
    if (!isAbsent(text)) this.#reading.unreadable(input, text, line);
    return null;
  }

  #decimal(input: Input, text: string | null, line: number): bigint | null {
    if (text === null) return null;
    const value = readDecimal(text, this.#reading.numbers.get(input) ?? 'point');
    if (value !== undefined) return value;
    if (!isAbsent(text)) this.#reading.unreadable(input, text, line);
    return null;
  }
}

/** `provider / model`, or a model alone. */
export function splitProviderModel(text: string): [provider: string | null, model: string] {
  const slash = text.indexOf(' / ');
  return slash < 0 ? [null, text] : [text.slice(0, slash).trim(), text.slice(slash + 3).trim()];
}

/** What a word says of a flag; null when it says nothing. */
export function readFlag(text: string): 0 | 1 | null {
  const word = text.toLowerCase();
  if (YES.has(word)) return 1;
  return NO.has(word) ? 0 : null;
}

function moveValue(event: StoredValue[], from: number, to: number): void {
  event[to] = event[from] ?? null;
  event[from] = null;
}

function fieldIndexes(): Readonly<Record<FieldName, number>> {
  return Object.fromEntries(FIELD_INDEX) as Record<FieldName, number>;
}
