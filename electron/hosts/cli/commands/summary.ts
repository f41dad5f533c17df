import type { Command } from 'commander';
import type { Summary } from '../../../../shared/api/contract.ts';
import {
  type CurrencyFlag,
  currencyIn,
  requireCurrency,
  shownCosts,
  toldIn,
  withCurrency,
} from '../currency.ts';
import { costText, countText } from '../format.ts';
import { type FilterFlags, withExamples, withFilter, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderPairs } from '../table.ts';
import { queryIn } from '../view-query.ts';
import { reading } from '../with-engine.ts';

interface Flags extends FilterFlags, CurrencyFlag {
  readonly workspace: string;
  readonly json?: true;
}

const LABELS: Readonly<Record<Exclude<keyof Summary, 'costs'>, string>> = {
  events: 'Events',
  auditEvents: 'Audit events',
  usageEvents: 'Usage events',
  undated: 'Without a time',
  actors: 'Actors',
  actions: 'Actions',
  resources: 'Resources',
  models: 'Models',
  requests: 'Requests',
  inputTokens: 'Input tokens',
  outputTokens: 'Output tokens',
  credits: 'Credits',
  cost: 'Cost',
  byokCost: 'BYOK cost',
  firstTime: 'First',
  lastTime: 'Last',
};

const COSTS = ['cost', 'byokCost'] as const;

/** `summary`: totals over a filter. */
export function addSummary(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('summary')
    .description(
      'Totals over all events, or those of a filter. Costs are added up per currency; in JSON, cost and byokCost are null where they are of several, and costs has each.',
    );
  withExamples(
    withJson(withCurrency(withFilter(withWorkspace(command)))),
    'summary -w case.trailglass',
    "summary -w case.trailglass --where 'family:usage' --from 2026-10-01 --to 2026-10-31 --json",
    'summary -w case.trailglass --currency EUR',
  ).action(async (flags: Flags) => {
    const currency = currencyIn(flags);
    const summary = await reading(terminal, flags.workspace, async (engine) => {
      const { filter } = await queryIn(engine, flags);
      await requireCurrency(engine, filter, currency, COSTS);
      return engine.summary({ filter });
    });
    if (flags.json) {
      const told = currency === undefined ? summary : { ...toldIn(summary, currency), currency };
      return terminal.out(`${JSON.stringify(told)}\n`);
    }
    const shown = { ...summary, ...shownCosts(summary, currency) };
    const names = Object.keys(LABELS) as (keyof typeof LABELS)[];
    return terminal.out(renderPairs(names.map((name) => [LABELS[name], valueText(shown, name)])));
  });
}

function valueText(summary: Summary, name: keyof typeof LABELS): string {
  if (name === 'cost' || name === 'byokCost') return costText(summary, name);
  const value = summary[name];
  return typeof value === 'string' ? value : countText(value);
}
