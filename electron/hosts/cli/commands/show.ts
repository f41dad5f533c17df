import { type Command, InvalidArgumentError } from 'commander';
import { MAX_NEIGHBOURS, NEIGHBOUR_FIELDS, type Neighbours } from '../../../../shared/api/contract.ts';
import type { RemoteEngine } from '../../../../shared/api/remote.ts';
import type { EventDetail, EventRow } from '../../../../shared/domain/event.ts';
import { FIELD_NAMES, fieldSpec } from '../../../../shared/domain/fields.ts';
import { AppError } from '../../../../shared/errors.ts';
import { EMPTY_FILTER } from '../../../../shared/filter/filter.ts';
import { MINUTE } from '../../../../shared/time/zone.ts';
import { eventJson, fieldText, type SourceNames, sourceNamesOf } from '../event-text.ts';
import { choice, idNumber, wholeNumber, withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderPairs, renderTable } from '../table.ts';
import { reading } from '../with-engine.ts';
import { withdrawnText } from '../withdrawn-text.ts';

interface Flags {
  readonly workspace: string;
  readonly json?: true;
  readonly surrounding?: number;
  readonly same?: (typeof NEIGHBOUR_FIELDS)[number];
  readonly within?: number;
}

/** `show`: everything known of one event. */
export function addShow(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('show')
    .description('One event with its changes, its raw record and where that was found.')
    .argument('<event-id>', 'id of the event', idNumber)
    .option('--surrounding <n>', 'so many events before and after it, of all events', neighbourCount)
    .addOption(
      choice('--same <field>', 'of those, only events with the same actor or resource', NEIGHBOUR_FIELDS),
    )
    .option('--within <minutes>', 'of those, only events at most so many minutes away', wholeNumber);
  withExamples(
    withJson(withWorkspace(command)),
    'show -w case.trailglass 17',
    'show -w case.trailglass 17 --json',
    'show -w case.trailglass 17 --surrounding 10 --same actor',
  ).action(async (id: number, flags: Flags) => {
    const { detail, sources, around } = await reading(terminal, flags.workspace, async (engine) => ({
      detail: await engine.event({ id }),
      sources: sourceNamesOf(await engine.sources({})),
      around: await surrounding(engine, id, flags),
    }));
    if (flags.json) {
      const { event, ...others } = detail;
      const rest = JSON.stringify(others).slice(1, -1);
      const last = around === null ? '' : `,"surrounding":${neighboursJson(around, sources)}`;
      return terminal.out(`{"event":${eventJson(event, sources)},${rest}${last}}\n`);
    }
    terminal.out(renderPairs(pairsOf(detail)));
    if (around !== null) terminal.out(`\n${neighboursTable(around, detail.event)}`);
  });
}

function neighbourCount(text: string): number {
  const count = wholeNumber(text);
  if (count > 0 && count <= MAX_NEIGHBOURS) return count;
  throw new InvalidArgumentError(`It must be between 1 and ${MAX_NEIGHBOURS}.`);
}

/** @throws BAD_ARGUMENT for flags that mean nothing without `--surrounding` */
async function surrounding(
  engine: RemoteEngine,
  id: number,
  { surrounding: count, same, within }: Flags,
): Promise<Neighbours | null> {
  if (count === undefined && (same !== undefined || within !== undefined)) {
    throw new AppError(
      'BAD_ARGUMENT',
      '--same and --within choose among surrounding events. Add --surrounding 10.',
    );
  }
  if (count === undefined) return null;
  return engine.neighbours({
    id,
    filter: EMPTY_FILTER,
    same: same ?? null,
    count,
    within: within === undefined ? null : within * MINUTE,
  });
}

function neighboursJson(around: Neighbours, sources: SourceNames): string {
  const list = (events: readonly EventRow[]) =>
    `[${events.map((event) => eventJson(event, sources)).join(',')}]`;
  const { order, before, after, moreBefore, moreAfter } = around;
  const facts = JSON.stringify({ order, moreBefore, moreAfter }).slice(1, -1);
  return `{${facts},"before":${list(before)},"after":${list(after)}}`;
}

/** The event among its neighbours, in order, marked. */
function neighboursTable({ order, before, after }: Neighbours, own: EventRow): string {
  const row = (mark: string, event: EventRow): string[] => [
    mark,
    String(event.id),
    fieldText(event, 'time') ?? '',
    event.action ?? event.reason ?? '',
    event.actor ?? '',
    event.resource ?? event.model ?? '',
  ];
  const rows = [
    ...before.map((event) => row('', event)),
    row('>', own),
    ...after.map((event) => row('', event)),
  ];
  const titles = ['', 'Event', 'Time', 'Action', 'Actor', 'Resource'];
  const how = order === 'time' ? '' : 'The event has no time: these stand beside it in its source.\n';
  return (
    how +
    renderTable(
      titles.map((title) => ({ title })),
      rows,
    )
  );
}

function pairsOf({
  event,
  changes,
  raw,
  origin,
  withdrawn,
  alsoIn,
}: EventDetail): (readonly [string, string])[] {
  const fields = FIELD_NAMES.filter((name) => name !== 'changes').flatMap((name) => {
    const text = fieldText(event, name);
    return text === null ? [] : [[fieldSpec(name).label, text] as const];
  });
  return [
    ['Event', String(event.id)],
    ...fields,
    ...event.extra,
    ...changes.map(
      ({ path, before, after }) => [`Change of ${path}`, `${sideText(before)} → ${sideText(after)}`] as const,
    ),
    ...[origin, ...alsoIn].map(
      ({ sourceName, line, byteOffset, byteLength }) =>
        ['Found in', `${sourceName}, line ${line}, byte ${byteOffset}, ${byteLength} bytes`] as const,
    ),
    ...(withdrawn === null ? [] : [['Withdrawn', withdrawnText(withdrawn)] as const]),
    ['Record SHA-256', raw.sha256],
    [`Record (${raw.encoding})`, raw.encoding === 'utf-8' ? raw.text : raw.base64],
  ];
}

function sideText(value: unknown): string {
  return value === undefined ? '(not there)' : JSON.stringify(value);
}
