import type { Command } from 'commander';
import {
  BUCKETS,
  type Bucket,
  type Histogram,
  type HistogramSeries,
} from '../../../../shared/api/contract.ts';
import { MEASURE_NAMES, MEASURES, type Measure } from '../../../../shared/domain/measures.ts';
import { AppError } from '../../../../shared/errors.ts';
import { isCost } from '../../../../shared/usage/group-value.ts';
import { type CurrencyFlag, currencyIn, requireCurrency, withCurrency } from '../currency.ts';
import { countText, currencyNote } from '../format.ts';
import { choice, type FilterFlags, withExamples, withFilter, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { queryIn } from '../view-query.ts';
import { reading } from '../with-engine.ts';

interface Flags extends FilterFlags, CurrencyFlag {
  readonly workspace: string;
  readonly bucket?: Bucket;
  readonly measure: Measure;
  readonly by?: string;
  readonly json?: true;
}

const BAR_WIDTH = 40;

/** `histogram`: a measure over time, in all or by the values of a field. */
export function addHistogram(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('histogram')
    .description('A measure over time, in buckets of the chosen zone.')
    .addOption(choice('--bucket <bucket>', 'width of a bucket (default: chosen to be readable)', BUCKETS))
    .addOption(choice('--measure <measure>', 'what to sum', MEASURE_NAMES).default('events'))
    .option('--by <field>', 'split every bucket: the seven largest values, the others, no value');
  withExamples(
    withJson(withCurrency(withFilter(withWorkspace(command)))),
    'histogram -w case.trailglass --bucket day --timezone Europe/Berlin',
    'histogram -w case.trailglass --bucket week --by category',
    "histogram -w case.trailglass --measure credits --where 'actor:System' --json",
  ).action(async (flags: Flags) => {
    const { bucket = null, measure, by = null } = flags;
    const currency = currencyIn(flags);
    if (currency !== undefined && !isCost(measure)) {
      const problem = `--currency says nothing of ${measure}: use it with --measure cost or byokCost.`;
      throw new AppError('BAD_ARGUMENT', problem);
    }
    const histogram = await reading(terminal, flags.workspace, async (engine) => {
      const { filter } = await queryIn(engine, flags);
      if (isCost(measure)) await requireCurrency(engine, filter, currency, [measure]);
      return engine.histogram({ filter, bucket, measure, timezone: filter.time.zone, by, currency });
    });
    if (flags.json) {
      const told = currency === undefined ? histogram : { ...histogram, currency };
      return terminal.out(`${JSON.stringify(told)}\n`);
    }
    await terminal.out(by === null ? barTable(histogram) : seriesTable(histogram));
    if (histogram.currency !== undefined && isCost(measure))
      terminal.err(`These are ${currencyNote(histogram.currency, currency)}\n`);
    if (histogram.undated > 0)
      terminal.err(`${countText(histogram.undated)} events without a time are not shown.\n`);
  });
}

function barTable({ bucket, timezone, measure, points }: Histogram): string {
  const highest = points.reduce((most, { value }) => Math.max(most, value), 0);
  const heading = [
    { title: `From (by ${bucket}, ${timezone})` },
    { title: MEASURES[measure].label, align: 'right' as const },
    { title: '' },
  ];
  const rows = points.map(({ from, value }) => [from, countText(value), bar(value, highest)]);
  return renderTable(heading, rows);
}

/** A column for each series in place of the bars. */
function seriesTable({ bucket, timezone, measure, series, points }: Histogram): string {
  const heading = [
    { title: `From (by ${bucket}, ${timezone})` },
    ...[MEASURES[measure].label, ...series.map(seriesTitle)].map((title) => ({
      title,
      align: 'right' as const,
    })),
  ];
  const rows = points.map(({ from, value, values = [] }) => [from, ...[value, ...values].map(countText)]);
  return renderTable(heading, rows);
}

function seriesTitle({ kind, label, groups }: HistogramSeries): string {
  return kind === 'other' ? `${label} (${groups})` : label;
}

function bar(value: number, highest: number): string {
  return highest > 0 && value > 0 ? '█'.repeat(Math.max(1, Math.round((value / highest) * BAR_WIDTH))) : '';
}
