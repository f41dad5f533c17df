import type { Command } from 'commander';
import type { EventDetail } from '../../../../shared/domain/event.ts';
import { FIELD_NAMES, fieldSpec } from '../../../../shared/domain/fields.ts';
import { eventJson, fieldText, sourceNamesOf } from '../event-text.ts';
import { idNumber, withExamples, withJson, withWorkspace } from '../options.ts';
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
  withExamples(
    withJson(withWorkspace(command)),
    'show -w case.trailglass 17',
    'show -w case.trailglass 17 --json',
  ).action(async (id: number, { workspace, json }: Flags) => {
    const { detail, sources } = await reading(terminal, workspace, async (engine) => ({
      detail: await engine.event({ id }),
      sources: sourceNamesOf(await engine.sources({})),
    }));
    if (json) {
      const { event, ...others } = detail;
      const rest = JSON.stringify(others).slice(1);
      return terminal.out(`{"event":${eventJson(event, sources)},${rest}\n`);
    }
    return terminal.out(renderPairs(pairsOf(detail)));
  });
}

function pairsOf({ event, changes, raw, origin, alsoIn }: EventDetail): (readonly [string, string])[] {
  const fields = FIELD_NAMES.filter((name) => name !== 'changes').flatMap((name) => {
    const text = fieldText(event, name);
    return text === null ? [] : [[fieldSpec(name).label, text] as const];
  });
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
