import type { Command } from 'commander';
import type { Breakdown } from '../../../../shared/api/contract.ts';
import { MEASURE_NAMES, MEASURES, type Measure } from '../../../../shared/domain/measures.ts';
import { isCost } from '../../../../shared/usage/group-value.ts';
import {
  type CurrencyFlag,
  currencyIn,
  requireCurrency,
  shownCosts,
  toldIn,
  withCurrency,
} from '../currency.ts';
import { costText, countText, currencyNote } from '../format.ts';
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
import { renderTable } from '../table.ts';
import { queryIn } from '../view-query.ts';
import { reading } from '../with-engine.ts';

interface Flags extends FilterFlags, CurrencyFlag {
  readonly workspace: string;
  readonly by: string;
  readonly measure: Measure;
  readonly limit?: number;
  readonly json?: true;
}

/** The most groups the contract gives at once. */
const ALL = 1_000_000;

const COLUMNS = ['events', 'requests', 'inputTokens', 'outputTokens', 'credits', 'cost', 'byokCost'] as const;

const COSTS = ['cost', 'byokCost'] as const;

/** `breakdown`: groups of events by the value of a field. */
export function addBreakdown(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('breakdown')
    .description(
      'Groups of events by the values of a field, largest first. Costs are added up per currency; ranked by a cost, those in the currency of most events count, or of --currency.',
    )
    .requiredOption('--by <field>', 'field, such as actor, action, model, or a column of the file')
    .addOption(choice('--measure <measure>', 'what to rank by', MEASURE_NAMES).default('events'))
    .option('--limit <n>', 'at most this many groups (default: all)', wholeNumber);
  withExamples(
    withJson(withCurrency(withFilter(withWorkspace(command)))),
    'breakdown -w case.trailglass --by model --measure credits --limit 10',
    "breakdown -w case.trailglass --by actor --where 'byok:true' --json",
    'breakdown -w case.trailglass --by worker --measure cost --currency EUR',
  ).action(async ({ by, measure, limit = ALL, ...flags }: Flags) => {
    const currency = currencyIn(flags);
    const breakdown = await reading(terminal, flags.workspace, async (engine) => {
      const { filter } = await queryIn(engine, flags);
      await requireCurrency(engine, filter, currency, isCost(measure) ? [measure] : COSTS);
      return engine.breakdown({ filter, by, measure, limit, currency });
    });
    if (flags.json) return terminal.out(`${JSON.stringify(inOne(breakdown, currency))}\n`);
    const heading = [
      { title: by },
      ...COLUMNS.map((name) => ({ title: MEASURES[name].label, align: 'right' as const })),
    ];
    const rows = breakdown.groups.map((group) => [
      group.label,
      ...COLUMNS.map((name) =>
        isCost(name) ? costText(shownCosts(group, currency), name) : countText(group[name]),
      ),
    ]);
    await terminal.out(renderTable(heading, rows));
    if (breakdown.currency !== undefined && isCost(measure))
      terminal.err(`Ranked by ${currencyNote(breakdown.currency, currency)}\n`);
    const hidden = breakdown.total - breakdown.groups.length;
    if (hidden > 0) terminal.err(`${countText(hidden)} more groups.\n`);
  });
}

function inOne(breakdown: Breakdown, currency: string | null | undefined): Breakdown {
  if (currency === undefined) return breakdown;
  return { ...breakdown, currency, groups: breakdown.groups.map((group) => toldIn(group, currency)) };
}
