import { existsSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { FIELD_NAMES, fieldSpec } from '../../../../shared/domain/fields.ts';
import type {
  ImportPreview,
  PreviewColumn,
  PreviewDecisions,
  ProfileFit,
} from '../../../../shared/domain/import-preview.ts';
import { AppError } from '../../../../shared/errors.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { mappingText } from '../../../engine/import/mapping-file.ts';
import { eventJson, fieldText } from '../event-text.ts';
import { EXIT } from '../exit-status.ts';
import { countText } from '../format.ts';
import { type ChoiceFlags, importOptionsOf, withImportChoices } from '../import-choices.ts';
import { interruptible } from '../interruptible.ts';
import { withExamples, withJson } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderPairs, renderTable } from '../table.ts';
import { withEngine } from '../with-engine.ts';

interface Flags extends ChoiceFlags {
  readonly saveMapping?: string;
  readonly json?: true;
}

/** How many records are shown; `--json` gives all of the preview's. */
const SHOWN_RECORDS = 10;

/** `preview`: what would become of a file. */
export function addPreview(program: Command, { terminal, endWith }: CommandSetting): void {
  const command = program
    .command('preview')
    .description('Shows how a file would be read: decisions, columns, first records. Stores nothing.')
    .argument('<file>', 'a log file')
    .option('--save-mapping <file>', 'write the choices as a mapping file for import --mapping');
  withExamples(
    withJson(withImportChoices(command)),
    'preview exports.zip --member october/audit.csv',
    'preview odd.csv --delimiter semicolon --field time=Stamp --save-mapping odd.mapping.json',
  ).action(async (path: string, { json, saveMapping, ...flags }: Flags) => {
    if (!existsSync(path)) {
      throw new AppError('FILE_MISSING', `There is no file ${path}. Check the path.`, { path });
    }
    const options = importOptionsOf(flags);
    const preview = await withEngine({ workspace: null, access: 'readonly' }, (engine, host) => {
      const { handle } = host.files.issue(resolve(path), 'read', basename(path));
      return interruptible(terminal, (callOptions) =>
        engine.previewImport({ file: handle, options }, callOptions),
      );
    });
    if (saveMapping !== undefined) saveChoices(saveMapping, preview);
    if (json) await terminal.out(`${jsonOf(preview)}\n`);
    else await terminal.out(textOf(preview));
    const { question, rejects } = preview;
    if (question !== null) {
      terminal.err(`trailglass: ${visibleText(question.message)}${flagFor(question.choice)}\n`);
    }
    for (const { message } of preview.warnings) terminal.err(`${visibleText(message)}\n`);
    endWith(question !== null ? EXIT.refused : rejects.length > 0 ? EXIT.incomplete : EXIT.done);
  });
}

function saveChoices(path: string, { decisions, question }: ImportPreview): void {
  if (decisions === null || question !== null) {
    throw new AppError(
      'BAD_MAPPING',
      `${path} was not written: ${question?.message ?? 'nothing could be decided about the file.'}`,
    );
  }
  writeFileSync(path, mappingText(decisions.effective));
}

/** Events as every other command writes them; a name that looks like a number keeps its place. */
function jsonOf({ records, ...rest }: ImportPreview): string {
  const events = records.map(({ line, event }) => `{"line":${line},"event":${eventJson(event, new Map())}}`);
  return `${JSON.stringify(rest).slice(0, -1)},"records":[${events.join(',')}]}`;
}

function textOf({ decisions, columns, columnsTotal, records, rejects, looked }: ImportPreview): string {
  if (decisions === null) return '';
  const more =
    columnsTotal > columns.length ? `… and ${countText(columnsTotal - columns.length)} more columns\n` : '';
  const rejected = rejects.map(({ line, reason }) => `line ${line}: ${visibleText(reason)}\n`).join('');
  return [
    renderPairs(decisionPairs(decisions)),
    '\n',
    renderTable(COLUMN_HEADING, columns.map(columnRow)),
    more,
    `\nFirst records of ${countText(looked)} looked at\n`,
    ...records.slice(0, SHOWN_RECORDS).map((record) => `\n${renderPairs(recordPairs(record))}`),
    rejected === '' ? '' : `\nRejected\n${rejected}`,
  ].join('');
}

function decisionPairs(decisions: PreviewDecisions): (readonly [string, string])[] {
  const { profile, runnersUp, encoding, dialect, format, effective } = decisions;
  const pairs: (readonly [string, string])[] = [
    ['profile', fitText(profile)],
    ['also possible', runnersUp.map(fitText).join(', ')],
    ['encoding', encoding],
    ['format', `${format}, ${dialect}`],
    ['record paths', decisions.recordPaths.map((path) => (path === '' ? '(the document)' : path)).join(', ')],
    ['worksheets', decisions.sheets.join(', ')],
    ['files inside', filesInside(decisions)],
    ['time zone', `${effective.timezone}, for times that carry none`],
    ['date order', effective.dateOrder ?? ''],
  ];
  return pairs.filter(([, value]) => value !== '');
}

const LISTED_INSIDE = 50;

function filesInside({ members, moreMembers }: PreviewDecisions): string {
  const more = moreMembers || members.length > LISTED_INSIDE;
  return [...members.slice(0, LISTED_INSIDE), ...(more ? ['… (--json lists more)'] : [])].join(', ');
}

function fitText({ id, confidence }: ProfileFit): string {
  return `${id} (${Math.round(confidence * 100)} %)`;
}

const COLUMN_HEADING = [
  { title: 'Column' },
  { title: 'Field' },
  { title: 'Type' },
  { title: 'Fits', align: 'right' },
  { title: 'First bad value' },
  { title: 'Values', whole: true },
] as const;

function columnRow({ name, input, type, filled, parsed, firstBad, samples }: PreviewColumn): string[] {
  const where = firstBad === null ? '' : firstBad.line === null ? '' : `line ${firstBad.line}: `;
  return [
    name,
    input ?? 'extra column',
    type,
    filled === 0 ? '-' : `${Math.floor((parsed * 100) / filled)} %`,
    firstBad === null ? '' : `${where}${JSON.stringify(firstBad.text)}`,
    samples.map((sample) => (sample.length > 30 ? `${sample.slice(0, 29)}…` : sample)).join(' · '),
  ];
}

function recordPairs({ line, event }: ImportPreview['records'][number]): (readonly [string, string])[] {
  const fields = FIELD_NAMES.flatMap((name): (readonly [string, string])[] => {
    const text = fieldText(event, name);
    return text === null ? [] : [[fieldSpec(name).label, text]];
  });
  const extra = event.extra.map(([name, value]) => [visibleText(name), value] as const);
  return [['line', String(line)], ...fields, ...extra];
}

/** The flag that answers a question. */
function flagFor(choice: string | null): string {
  const [group = '', member = ''] = choice?.split('.') ?? [];
  const flags: ReadonlyMap<string, string> = new Map([
    ['fields', `--field ${member}=COLUMN`],
    ['csv', '--delimiter, --quote, --escape, --skip-lines, --header-lines'],
    ['dateOrder', '--date-order'],
    ['timezone', '--timezone'],
    ['timeFormat', '--time-format'],
    ['profile', '--profile'],
    ['encoding', '--encoding'],
    ['format', '--format'],
    ['recordPath', '--record-path'],
    ['member', '--member'],
    ['sheet', '--sheet'],
  ]);
  const flag = flags.get(group);
  return flag === undefined ? '' : ` (${flag})`;
}
