import { routinePlatformChanges } from './platform-audit-routine.ts';
import { platformStory } from './platform-audit-story.ts';
import { Random } from './random.ts';
import type { Moment } from './rhythm.ts';
import { csv, isoTime } from './table.ts';

/** An administrative change of the model platform. */
export interface PlatformChange {
  readonly when: Moment;
  /** E-mail address, or `System`. */
  readonly actor: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly old: Readonly<Record<string, unknown>> | null;
  readonly new: Readonly<Record<string, unknown>> | null;
  readonly instance: 'eu-prod' | 'us-prod';
}

const HEADER = ['Timestamp', 'Actor', 'Action', 'Resource', 'Details', 'Instance'];

/** Every administrative change, newest first. */
export function platformAudit(): string {
  const changes = [...routinePlatformChanges(new Random(4004)), ...platformStory()];
  changes.sort((a, b) => b.when - a.when);
  return csv(HEADER, changes.map(asRow), '\n');
}

/** Announcements are written with line breaks, as one instance of the platform does. */
function asRow(change: PlatformChange): string[] {
  const details = { context: change.context, old: change.old, new: change.new };
  const indent = change.action.startsWith('announcement.') && change.instance === 'us-prod' ? 2 : 0;
  return [
    isoTime(change.when),
    change.actor,
    change.action,
    change.resource,
    JSON.stringify(details, null, indent),
    change.instance,
  ];
}
