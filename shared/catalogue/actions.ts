import { ENTERPRISE_ACTIONS, ENTERPRISE_MEANINGS } from './enterprise-actions.ts';
import type { ActionCategory, ActionGroup, Meaning } from './entry.ts';
import { type Parsed, parseAction, snakeCase } from './grammar.ts';
import { ORGANISATION_ACTIONS } from './organisation-actions.ts';
import { PLATFORM_ACTIONS } from './platform-actions.ts';
import { windowsEvent } from './windows-events.ts';

export type { ActionCategory } from './entry.ts';

/** An action of the catalogue. */
export interface CatalogueAction {
  /** As logs write it; ends in `.*` where it stands for every verb of a resource. */
  readonly action: string;
  /** Resource type that belongs to a bare verb. */
  readonly resourceType: string | null;
  readonly category: ActionCategory;
  /** One sentence: what happened. */
  readonly about: string;
}

/** What an action comes down to, the same for every grammar. `category` is null for actions not in the catalogue. */
export interface CanonicalAction extends Parsed {
  readonly category: ActionCategory | null;
}

/** Every known action, in the order of the catalogue. */
export const CATALOGUE: readonly CatalogueAction[] = [
  ...PLATFORM_ACTIONS,
  ...ENTERPRISE_ACTIONS,
  ...ORGANISATION_ACTIONS,
].flatMap(actionsOfGroup);

function actionsOfGroup({ category, resourceType, actions }: ActionGroup): CatalogueAction[] {
  return Object.entries(actions).map(([action, about]) => ({
    action,
    resourceType: resourceType ?? null,
    category,
    about,
  }));
}

const WILDCARD = '.*';
const BY_NAME = indexed((entry) => entry.resourceType === null && !entry.action.endsWith(WILDCARD));
const BY_PREFIX = indexed((entry) => entry.action.endsWith(WILDCARD));
const BY_TYPE_AND_VERB = indexed((entry) => entry.resourceType !== null);
const MEANINGS: ReadonlyMap<string, Meaning> = new Map(Object.entries(ENTERPRISE_MEANINGS));

function indexed(belongs: (entry: CatalogueAction) => boolean): ReadonlyMap<string, CatalogueAction> {
  return new Map(CATALOGUE.filter(belongs).map((entry) => [keyOf(entry.action, entry.resourceType), entry]));
}

function keyOf(action: string, resourceType: string | null): string {
  return resourceType === null ? action : `${snakeCase(resourceType) ?? ''} ${action}`;
}

/** The catalogue entry of an action as found; null when it is not a known one. */
export function findAction(action: string, resourceType: string | null): CatalogueAction | null {
  const name = action.trim();
  const exact = BY_NAME.get(name);
  if (exact !== undefined) return exact;
  const dot = name.lastIndexOf('.');
  if (dot > 0) return BY_PREFIX.get(name.slice(0, dot) + WILDCARD) ?? null;
  return resourceType === null ? null : (BY_TYPE_AND_VERB.get(keyOf(name, resourceType)) ?? null);
}

/**
 * The canonical resource kind, verb and category of an action. Kinds and verbs are lower case with `_` between
 * words; a verb is in base form and comes first: `api_key.revoked` is (`api_key`, `revoke`), `AssetDeleted` is
 * (`asset`, `delete`), `create` on a `team` is (`team`, `create`), `user.role_changed` is (`user`, `change_role`).
 * Unknown actions get what their grammar tells.
 */
export function canonicalAction(action: string, resourceType: string | null): CanonicalAction {
  const entry = findAction(action, resourceType);
  const meaning = entry === null ? undefined : MEANINGS.get(entry.action);
  const { resourceKind, verb } = meaning ?? parseAction(action, resourceType);
  return { resourceKind, verb, category: entry?.category ?? null };
}

/** One sentence that says what happened; null for actions not in the catalogue, nor events of a Windows channel. */
export function describeAction(action: string, resourceType: string | null): string | null {
  return findAction(action, resourceType)?.about ?? windowsEvent(action, resourceType);
}

/**
 * Known actions whose name, description or canonical kind contains the text, ignoring case and taking `_` and
 * space for the same: "auto refill" finds `MeteredBillingRefillTriggered`, "project" finds `UserGroupCreated`.
 */
export function searchActions(text: string): readonly CatalogueAction[] {
  const wanted = loosely(text);
  return wanted === ''
    ? []
    : SEARCHABLE.filter(([words]) => words.includes(wanted)).map(([, entry]) => entry);
}

const SEARCHABLE: readonly (readonly [words: string, entry: CatalogueAction])[] = CATALOGUE.map((entry) => {
  const { resourceKind } = canonicalAction(entry.action, entry.resourceType);
  return [loosely([entry.action, entry.about, resourceKind].join('\n')), entry] as const;
});

function loosely(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}

/** Distinct (action, resource type) pairs kept by one {@link createCanonicaliser}; logs have tens, attacks have millions. */
const REMEMBERED = 10_000;

/** {@link canonicalAction} that remembers its answers, for work on millions of rows. Hold one per import. */
export function createCanonicaliser(): typeof canonicalAction {
  const byType = new Map<string | null, Map<string, CanonicalAction>>();
  let size = 0;
  return (action, resourceType) => {
    const known = byType.get(resourceType)?.get(action);
    if (known !== undefined) return known;
    const canonical = canonicalAction(action, resourceType);
    if (size >= REMEMBERED) {
      byType.clear();
      size = 0;
    }
    const ofType = byType.get(resourceType) ?? new Map<string, CanonicalAction>();
    byType.set(resourceType, ofType.set(action, canonical));
    size += 1;
    return canonical;
  };
}
