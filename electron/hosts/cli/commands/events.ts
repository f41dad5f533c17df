import type { Command } from 'commander';
import type { RowsArg, Sort } from '../../../../shared/api/contract.ts';
import type { RemoteEngine } from '../../../../shared/api/remote.ts';
import { sourceNamesOf } from '../event-text.ts';
import { EVENT_FORMATS, type EventFormat, eventWriter } from '../event-writer.ts';
import { countText } from '../format.ts';
import {
  choice,
  type FilterFlags,
  wholeNumber,
  withExamples,
  withFilter,
  withJson,
  withWorkspace,
} from '../options.ts';
import type { CommandSetting } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { queryIn } from '../view-query.ts';
import { reading } from '../with-engine.ts';

interface Flags extends FilterFlags {
  readonly workspace: string;
  readonly limit?: number;
  readonly offset: number;
  readonly sort?: string;
  readonly format?: EventFormat;
  readonly json?: true;
}

/** The most rows the contract gives at once. */
const PAGE = 1_000;

/** As many rows as a person may want to see unasked. */
const TABLE_LIMIT = 50;

/** `events`: the rows of a filter. */
export function addEvents(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('events')
    .description('The events of a filter, newest first.')
    .option('--limit <n>', `at most this many (default: ${TABLE_LIMIT} in a table, else all)`, wholeNumber)
    .option('--offset <n>', 'leave out this many first', wholeNumber, 0)
    .option('--sort <field>', 'field to sort by, "-field" for descending (default: -time)')
    .addOption(choice('--format <format>', 'default: table on a terminal, else jsonl', EVENT_FORMATS));
  withExamples(
    withJson(withFilter(withWorkspace(command))),
    'events -w case.trailglass --limit 20',
    "events -w case.trailglass --where 'action:*deleted' --sort actor --format csv",
    'events -w case.trailglass --format jsonl | jq .actor',
  ).action(async (flags: Flags) => {
    const format = flags.json ? 'json' : (flags.format ?? (terminal.outIsTerminal ? 'table' : 'jsonl'));
    const limit = flags.limit ?? (format === 'table' ? TABLE_LIMIT : Number.POSITIVE_INFINITY);
    const shown = await reading(terminal, flags.workspace, async (engine) => {
      const { filter, sort } = await queryIn(engine, flags);
      const query = { filter, sort: flags.sort === undefined ? sort : sortOf(flags.sort) };
      return writeEvents(engine, query, { offset: flags.offset, limit }, format, terminal);
    });
    if (format === 'table' && shown.rows < shown.total) {
      terminal.err(
        `${countText(shown.rows)} of ${countText(shown.total)} events; --limit and --offset show others.\n`,
      );
    }
  });
}

/** Pages through the rows, so that memory does not depend on their number. */
async function writeEvents(
  engine: RemoteEngine,
  query: Pick<RowsArg, 'filter' | 'sort'>,
  { offset, limit }: { offset: number; limit: number },
  format: EventFormat,
  terminal: Terminal,
): Promise<{ rows: number; total: number }> {
  const columns = format === 'csv' ? await engine.columns({}) : [];
  const writer = eventWriter(format, { columns, sources: sourceNamesOf(await engine.sources({})) });
  await terminal.out(writer.begin());
  let written = 0;
  for (;;) {
    const page = await engine.rows({
      ...query,
      offset: offset + written,
      limit: Math.min(PAGE, limit - written),
    });
    await terminal.out(writer.rows(page.rows));
    written += page.rows.length;
    if (page.rows.length === 0 || written >= limit || offset + written >= page.total) {
      await terminal.out(writer.end());
      return { rows: written, total: page.total };
    }
  }
}

function sortOf(text: string): Sort {
  const descending = text.startsWith('-');
  return { field: descending ? text.slice(1) : text, descending };
}
