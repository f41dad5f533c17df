import type {
  ComparedRecord,
  ComparedSide,
  Comparison,
  FieldDifference,
  Listed,
  TimeSpan,
} from '../../../shared/api/contract.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { countText } from './format.ts';
import { renderTable } from './table.ts';

/** A comparison for people, on a terminal. */
export function comparisonText(comparison: Comparison): string {
  const { first, second, common, unchanged, vanished, altered, late, probablyAltered, outside, notes } =
    comparison;
  return [
    `First:  ${sideText(first)}\nSecond: ${sideText(second)}\nBoth:   ${spanText(common)}\n`,
    `${countText(unchanged)} unchanged, ${countText(vanished.total)} vanished, ${countText(altered.total)} altered, ${countText(late.total)} late; outside the other's time: ${countText(outside.first)} and ${countText(outside.second)}\n`,
    listText('Vanished: in the first, not in the second', vanished),
    altered.total === 0 ? '' : `\nAltered: the same id, other content (${countText(altered.total)})\n`,
    ...altered.records.map(
      (record) => `${placeText(record)} ${record.time ?? '-'}\n${differencesText(record.differences)}`,
    ),
    listText('Late: only in the second, at a time the first covers', late),
    probablyAltered.total === 0
      ? ''
      : `\nProbably altered (lead, not proof): one vanished and one late record that agree (${countText(probablyAltered.total)})\n`,
    ...probablyAltered.records.map(
      ({ second: later, ...record }) =>
        `${placeText(record)} ${record.time ?? '-'} and ${placeText(later)} ${later.time ?? '-'}, which agree in ${record.agreeIn}\n${differencesText(record.differences)}`,
    ),
    `\n${notes.map((note) => `${note}\n`).join('')}`,
  ].join('');
}

function differencesText(differences: readonly FieldDifference[]): string {
  const lines = differences.map(
    ({ field, first, second }) => `  ${visibleText(field)}: ${valueText(first)} -> ${valueText(second)}\n`,
  );
  return lines.join('');
}

function sideText({ sources, records, window }: ComparedSide): string {
  const names = sources.map(({ name }) => visibleText(name)).join(', ');
  return `${names}, ${countText(records)} records, ${spanText(window)}`;
}

function spanText(span: TimeSpan | null): string {
  return span === null ? 'no time' : `${span.from} to ${span.to}`;
}

function listText(title: string, { total, records }: Listed<ComparedRecord>): string {
  if (total === 0) return '';
  const table = renderTable(
    [{ title: 'Place' }, { title: 'Time' }, { title: 'Action' }, { title: 'Actor' }, { title: 'Resource' }],
    records.map((record) => [
      placeText(record),
      record.time ?? '-',
      record.action ?? '-',
      record.actor ?? '-',
      record.resource ?? '-',
    ]),
  );
  const more =
    records.length < total ? `and ${countText(total - records.length)} more; --limit shows them\n` : '';
  return `\n${title} (${countText(total)})\n${table}${more}`;
}

function placeText({ origin }: ComparedRecord): string {
  return visibleText(`${origin.sourceName}:${origin.line}`);
}

function valueText(value: string | null): string {
  return value === null ? '(none)' : JSON.stringify(visibleText(value));
}
