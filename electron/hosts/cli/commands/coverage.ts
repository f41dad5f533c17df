import type { Command } from 'commander';
import type { CoverageReport, LogCoverage, TimeSpan } from '../../../../shared/api/contract.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { formatInstant, parseInstant } from '../../../../shared/time/format.ts';
import { countText } from '../format.ts';
import { interruptible } from '../interruptible.ts';
import { withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { reading } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly timezone: string;
  readonly json?: true;
}

/** `coverage`: the time that each log covers, stitched together from its exports. */
export function addCoverage(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('coverage')
    .description('Covered time, overlaps, holes and late arrivals of each log, over all its exports.')
    .option('--timezone <iana>', 'zone of days', 'UTC');
  withExamples(
    withJson(withWorkspace(command)),
    'coverage -w case.trailglass',
    'coverage -w case.trailglass --timezone Europe/Berlin --json',
  ).action(async ({ workspace, timezone, json }: Flags) => {
    const report = await reading(terminal, workspace, (engine) =>
      interruptible(terminal, (options) => engine.coverage({ timezone }, options)),
    );
    if (json) return terminal.out(`${JSON.stringify(report)}\n`);
    for (const log of report.logs) await terminal.out(logText(log, report));
  });
}

function logText(log: LogCoverage, { timezone }: CoverageReport): string {
  const shown = (span: TimeSpan | null): string =>
    span === null ? '-' : `${instant(span.from, timezone)} to ${instant(span.to, timezone)}`;
  const nameOf = (source: number): string => log.lanes.find((lane) => lane.source === source)?.name ?? '?';
  const lines = [
    `${log.name}: ${countText(log.events)} events, ${shown(log.span)}`,
    renderTable(
      [
        { title: 'Id', align: 'right' },
        { title: 'Source' },
        { title: 'events', align: 'right' },
        { title: 'same', align: 'right' },
        { title: 'conflicts', align: 'right' },
        { title: 'undated', align: 'right' },
        { title: 'Covers', whole: true },
      ],
      log.lanes.map((lane) => [
        String(lane.source),
        lane.name,
        countText(lane.events),
        countText(lane.same),
        countText(lane.conflicts),
        countText(lane.undated),
        shown(lane.span),
      ]),
    ).trimEnd(),
    ...log.overlaps.map(({ first, second, same, conflicts, ...span }) =>
      first === second
        ? `Repeats inside ${nameOf(first)}: ${countText(same)} same, ${countText(conflicts)} in conflict.`
        : `Overlap of ${nameOf(first)} and ${nameOf(second)}: ${countText(same)} same, ${countText(conflicts)} in conflict, ${shown(span)}.`,
    ),
    ...log.late.map(
      ({ source, earlier, events, ...span }) =>
        `Late arrivals in ${nameOf(source)}: ${countText(events)} events, ${shown(span)}, that ${earlier.map(nameOf).join(', ')} did not have.`,
    ),
    ...log.holes.map(({ message }) => `Hole: ${message}`),
  ];
  return `${lines.map((line) => line.split('\n').map(visibleText).join('\n')).join('\n')}\n\n`;
}

function instant(iso: string, timezone: string): string {
  return formatInstant(parseInstant(iso, 'UTC'), timezone, { precision: 'second' });
}
