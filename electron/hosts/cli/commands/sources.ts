import type { Command } from 'commander';
import type { SourceAccount } from '../../../../shared/api/contract.ts';
import type { RemoteEngine } from '../../../../shared/api/remote.ts';
import type { Source } from '../../../../shared/domain/source.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { countText, recordsText } from '../format.ts';
import { withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { reading } from '../with-engine.ts';
import { withdrawnText } from '../withdrawn-text.ts';

interface Flags {
  readonly workspace: string;
  readonly timezone: string;
  readonly json?: true;
}

const COUNTS = ['read', 'imported', 'duplicate', 'rejected', 'undated'] as const;

/** `sources`: what was imported, with its accounting. */
export function addSources(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('sources')
    .description('Imported files: read = imported + duplicate + rejected, for each.')
    .option('--timezone <iana>', 'zone of the days that --json counts', 'UTC');
  withExamples(withJson(withWorkspace(command)), 'sources -w case.trailglass --json').action(
    async (flags: Flags) => {
      const sources = await reading(terminal, flags.workspace, async (engine) => {
        const listed = await engine.sources({});
        return flags.json ? withAccounts(engine, listed, flags.timezone) : listed;
      });
      if (flags.json) return terminal.out(`${JSON.stringify({ sources })}\n`);
      const heading = [
        { title: 'Id', align: 'right' as const },
        { title: 'Name' },
        { title: 'Profile' },
        { title: 'Status' },
        ...COUNTS.map((name) => ({ title: name, align: 'right' as const })),
        { title: 'First' },
        { title: 'Last' },
      ];
      const rows = sources.map((source) => [
        String(source.id),
        source.name,
        source.profile,
        statusText(source),
        ...COUNTS.map((name) => countText(source[name])),
        source.firstTime ?? '-',
        source.lastTime ?? '-',
      ]);
      await terminal.out(renderTable(heading, rows));
      for (const { id, withdrawn } of sources) {
        if (withdrawn !== null)
          terminal.err(`Source ${id}: withdrawn ${visibleText(withdrawnText(withdrawn))}.\n`);
      }
      for (const { id, ...counts } of sources) {
        const account = recordsText(counts);
        if (account !== null) terminal.err(`Source ${id}: ${account}\n`);
      }
      for (const { id, warnings } of sources) {
        for (const { message } of warnings) terminal.err(`Source ${id}: ${visibleText(message)}\n`);
      }
    },
  );
}

function statusText({ status, withdrawn, replaces }: Source): string {
  if (withdrawn !== null) return 'withdrawn';
  return replaces === null ? status : `${status}, replaces ${replaces}`;
}

/** Sources with their accounting behind what they say of themselves. */
async function withAccounts(
  engine: RemoteEngine,
  sources: readonly Source[],
  timezone: string,
): Promise<(Source & Omit<SourceAccount, 'source' | 'undated'>)[]> {
  const accounted: (Source & Omit<SourceAccount, 'source' | 'undated'>)[] = [];
  for (const source of sources) {
    const {
      source: _,
      undated: __,
      ...account
    } = await engine.sourceAccount({ source: source.id, timezone });
    accounted.push({ ...source, ...account, timezone: source.timezone });
  }
  return accounted;
}
