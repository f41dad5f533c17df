import { enterpriseOnce, enterpriseStory } from './enterprise-audit-story.ts';
import { BY_ACTIVITY, type Person, THEO, WORKSPACES } from './people.ts';
import { Random } from './random.ts';
import { type Moment, PERIOD, within, workingMoments } from './rhythm.ts';
import { SSO_OFF, THEO_REMOVED } from './story.ts';
import { csv, plainTime } from './table.ts';

/** An event of the creative platform. `who` null is the system itself. */
export interface EnterpriseEvent {
  readonly when: Moment;
  readonly action: string;
  readonly who: Person | null;
  readonly workspace: string;
  readonly details: Readonly<Record<string, unknown>> | null;
}

const HEADER = ['Timestamp', 'Action', 'Actor', 'Actor email', 'Workspace', 'Details'];

/** The platform exports no more rows than this; older ones are missing from the file. */
const EXPORT_CAP = 2_500;

const ASSETS = ['hero', 'teaser', 'banner', 'loop "v2"', 'logo, dark', 'Übersicht', 'storyboard'];

/** The export an administrator gets: newest first, cut off at the cap. */
export function enterpriseAudit(refills: readonly Moment[]): string {
  const random = new Random(5005);
  const events = [...routine(random), ...enterpriseStory(random, refills), ...enterpriseOnce(random)];
  events.sort((a, b) => b.when - a.when);
  return csv(HEADER, events.slice(0, EXPORT_CAP).map(asRow), '\r\n');
}

function routine(random: Random): EnterpriseEvent[] {
  return workingMoments(random, PERIOD, { weekday: 66, weekend: 12 })
    .map((when) => ({ when, who: random.weighted(BY_ACTIVITY) }))
    .filter(({ when, who }) => who !== THEO || when < THEO_REMOVED)
    .map(({ when, who }) => {
      const workspace = random.chance(0.8) ? who.workspace : random.pick(WORKSPACES);
      const make = random.weighted(DAILY);
      return { when, who, workspace, ...make(random, when) };
    });
}

type Daily = (random: Random, when: Moment) => Pick<EnterpriseEvent, 'action' | 'details'>;

const DAILY: readonly (readonly [Daily, number])[] = [
  [() => ({ action: 'GenerationCreated', details: null }), 36],
  [signIn, 14],
  [(random) => ({ action: 'AssetCreated', details: asset(random) }), 16],
  [assetUpdated, 12],
  [(random) => ({ action: 'AssetDownloaded', details: asset(random) }), 8],
  [(random) => ({ action: 'AssetShared', details: { ...asset(random), with: 'team' } }), 5],
  [(random) => ({ action: 'AssetUnshared', details: asset(random) }), 1],
  [(random) => ({ action: 'AssetDeleted', details: asset(random) }), 2],
  [(random) => ({ action: 'SessionShared', details: { session: `ses_${random.hex(8)}` } }), 3],
  [(random) => ({ action: 'VideoProjectShared', details: { project: `vid_${random.hex(8)}` } }), 2],
  [(random) => ({ action: 'WorkspaceTagAssigned', details: { tag: random.pick(['Q4', 'client: A&B']) } }), 1],
];

/** Passwords only while single sign-on is off. */
function signIn(random: Random, when: Moment): Pick<EnterpriseEvent, 'action' | 'details'> {
  const byPassword = within(when, SSO_OFF) || random.chance(0.05);
  return byPassword
    ? { action: 'UserLogin', details: { method: 'password' } }
    : { action: 'SSOLogin', details: { idp: 'idp.northwind.test' } };
}

function assetUpdated(random: Random): Pick<EnterpriseEvent, 'action' | 'details'> {
  const { assetId, name } = asset(random);
  const changed = { old: { name }, new: { name: `${name} – final` } };
  return { action: 'AssetUpdated', details: { assetId, ...changed } };
}

/** A reference to an asset, as details carry it. */
export function asset(random: Random): { assetId: string; name: string } {
  return { assetId: `ast_${random.hex(8)}`, name: `${random.pick(ASSETS)} ${random.integer(1, 60)}` };
}

/** Every tenth cell of details is written over several lines. */
function asRow({ when, action, who, workspace, details }: EnterpriseEvent, index: number): string[] {
  const text = details === null ? '' : JSON.stringify(details, null, index % 10 === 0 ? 2 : 0);
  return [plainTime(when), action, who?.name ?? 'System', who?.email ?? '', workspace, text];
}
