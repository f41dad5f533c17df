import type { Command } from 'commander';
import type { LedgerActor } from '../../../../shared/api/contract.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { countText } from '../format.ts';
import { interruptible } from '../interruptible.ts';
import { wholeNumber, withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { reading } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
  readonly json?: true;
}

/** `actors`: who acted, joined over all imports. */
export function addActors(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('actors')
    .description('Ids, names, e-mail addresses and keys of everyone who acted, joined over all imports.')
    .option('--search <text>', 'only those whose id, name, address or key holds this text', '')
    .option('--limit <n>', 'at most this many', wholeNumber, 1_000)
    .option('--offset <n>', 'leave out this many first', wholeNumber, 0);
  withExamples(
    withJson(withWorkspace(command)),
    'actors -w case.trailglass',
    'actors -w case.trailglass --search dana --json',
  ).action(async ({ workspace, json, ...question }: Flags) => {
    const page = await reading(terminal, workspace, (engine) =>
      interruptible(terminal, (options) =>
        engine.actors({ search: question.search, offset: question.offset, limit: question.limit }, options),
      ),
    );
    if (json) return terminal.out(`${JSON.stringify(page)}\n`);
    await terminal.out(
      renderTable(
        [
          { title: 'Actor' },
          { title: 'Kind' },
          { title: 'Tenant' },
          { title: 'Name' },
          { title: 'E-mail' },
          { title: 'events', align: 'right' },
          { title: 'First' },
          { title: 'Last' },
        ],
        page.actors.map(rowOf),
      ),
    );
    for (const { kind, tenant, key, values } of page.conflicts) {
      const where = tenant === null ? '' : ` (tenant ${tenant})`;
      const texts = values.map(({ text }) => text).join(', ');
      terminal.err(`${visibleText(`${CONFLICTS[kind]}: ${key}${where}: ${texts}`)}\n`);
    }
    if (page.actors.length + question.offset < page.total) {
      terminal.err(
        `${countText(page.actors.length)} of ${countText(page.total)} actors; --limit and --offset show others.\n`,
      );
    }
  });
}

const CONFLICTS = {
  'email-of-several-ids': 'Address of several ids, not joined',
  'id-with-several-names': 'Id with several names',
  'id-with-several-emails': 'Id with several addresses',
} as const;

function rowOf(actor: LedgerActor): string[] {
  const { resolved } = actor;
  const asOf = resolved?.asOf === null ? 'undated' : resolved?.asOf.slice(0, 10);
  const name = resolved === null ? (actor.names[0]?.text ?? '-') : `${resolved.name} (as of ${asOf})`;
  return [
    actor.key,
    actor.kind,
    actor.tenant ?? '-',
    name,
    actor.emails[0]?.text ?? '-',
    countText(actor.events),
    actor.firstTime ?? '-',
    actor.lastTime ?? '-',
  ];
}
