import type { Command } from 'commander';
import type { EventDetail } from '../../../../shared/domain/event.ts';
import { FIELD_NAMES, fieldSpec } from '../../../../shared/domain/fields.ts';
import { eventJson, fieldText } from '../event-text.ts';
import { idNumber, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderPairs } from '../table.ts';
import { reading } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly json?: true;
}

/** `show`: everything known of one event. */
export function addShow(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('show')
    .description('One event with its changes, its raw record and where that was found.')
    .argument('<event-id>', 'id of the event', idNumber);
  withJson(withWorkspace(command)).action(async (id: number, { workspace, json }: Flags) => {
    const detail = await reading(workspace, (engine) => engine.event({ id }));
    if (json) return terminal.out(`${JSON.stringify({ ...detail, event: eventJson(detail.event) })}\n`);
    return terminal.out(renderPairs(pairsOf(detail)));
  });
}

function pairsOf({ event, changes, raw, origin, alsoIn }: EventDetail): (readonly [string, string])[] {
  const fields = FIELD_NAMES.filter((name) => event[name] !== null && name !== 'changes').map(
    (name) => [fieldSpec(name).label, fieldText(event, name)] as const,
  );
  return [
    ['Event', String(event.id)],
    ...fields,
    ...event.extra,
    ...changes.map(
      ({ path, before, after }) =>
        [`Change of ${path}`, `${JSON.stringify(before)} → ${JSON.stringify(after)}`] as const,
    ),
    ...[origin, ...alsoIn].map(
      ({ sourceName, line, byteOffset, byteLength }) =>
        ['Found in', `${sourceName}, line ${line}, byte ${byteOffset}, ${byteLength} bytes`] as const,
    ),
    ['Record SHA-256', raw.sha256],
    [`Record (${raw.encoding})`, raw.encoding === 'utf-8' ? raw.text : raw.base64],
  ];
}
