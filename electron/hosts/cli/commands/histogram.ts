import type { Command } from 'commander';
import { BUCKETS, type Bucket } from '../../../../shared/api/contract.ts';
import { MEASURE_NAMES, MEASURES, type Measure } from '../../../../shared/domain/measures.ts';
import { countText } from '../format.ts';
import { choice, type FilterFlags, withExamples, withFilter, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { queryIn } from '../view-query.ts';
import { reading } from '../with-engine.ts';

interface Flags extends FilterFlags {
  readonly workspace: string;
  readonly bucket?: Bucket;
  readonly measure: Measure;
  readonly json?: true;
}

const BAR_WIDTH = 40;

/** `histogram`: a measure over time. */
export function addHistogram(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('histogram')
    .description('A measure over time, in buckets of the chosen zone.')
    .addOption(choice('--bucket <bucket>', 'width of a bucket (default: chosen to be readable)', BUCKETS))
    .addOption(choice('--measure <measure>', 'what to sum', MEASURE_NAMES).default('events'));
  withExamples(
    withJson(withFilter(withWorkspace(command))),
    'histogram -w case.trailglass --bucket day --timezone Europe/Berlin',
    "histogram -w case.trailglass --measure credits --where 'actor:System' --json",
  ).action(async (flags: Flags) => {
    const { bucket = null, measure } = flags;
    const histogram = await reading(terminal, flags.workspace, async (engine) => {
      const { filter } = await queryIn(engine, flags);
      return engine.histogram({ filter, bucket, measure, timezone: filter.time.zone });
    });
    if (flags.json) return terminal.out(`${JSON.stringify(histogram)}\n`);
    const highest = histogram.points.reduce((most, { value }) => Math.max(most, value), 0);
    const heading = [
      { title: `From (by ${histogram.bucket}, ${histogram.timezone})` },
      { title: MEASURES[measure].label, align: 'right' as const },
      { title: '' },
    ];
    const rows = histogram.points.map(({ from, value }) => [from, countText(value), bar(value, highest)]);
    await terminal.out(renderTable(heading, rows));
    if (histogram.undated > 0)
      terminal.err(`${countText(histogram.undated)} events without a time are not shown.\n`);
  });
}

function bar(value: number, highest: number): string {
  return highest > 0 && value > 0 ? '█'.repeat(Math.max(1, Math.round((value / highest) * BAR_WIDTH))) : '';
}
