import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { DATE_ORDERS, DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../shared/api/contract.ts';
import {
  BLANK_RUNS,
  QUOTE_ESCAPES,
  SOURCE_FORMATS,
  TIME_FORMATS,
} from '../../../shared/domain/import-choices.ts';
import { INPUTS, type Input } from '../../../shared/domain/inputs.ts';
import { AppError } from '../../../shared/errors.ts';
import { MAX_MAPPING_BYTES, readMappingText } from '../../engine/import/mapping-file.ts';
import { choice, wholeNumber } from './options.ts';
import { profileIdOf, takeProfileFolders, withProfiles } from './profile-options.ts';

/* Every choice about reading a file as flags: those of `import` and of `preview`. */

/** Values of the flags; what was not stated is left to the mapping file, then to the content. */
export interface ChoiceFlags {
  readonly mapping?: string;
  readonly profile?: string;
  readonly profiles?: readonly string[];
  readonly timezone?: string;
  readonly dateOrder?: NonNullable<ImportOptions['dateOrder']>;
  readonly timeFormat?: NonNullable<ImportOptions['timeFormat']>;
  readonly tenant?: string;
  readonly encoding?: string;
  readonly format?: NonNullable<ImportOptions['format']>;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: NonNullable<ImportOptions['csv']['escape']>;
  readonly skipLines?: number;
  readonly headerLines?: number;
  readonly recordPath?: string;
  readonly member?: string;
  readonly sheet?: string;
  readonly field?: ImportOptions['fields'];
}

/** Adds the flags. */
export function withImportChoices(command: Command): Command {
  return withProfiles(command)
    .option('--mapping <file>', 'choices from a mapping file; flags win over it')
    .option(
      '--profile <id|file>',
      'kind of export, or a profile file ending in .json (default: recognised; see "trailglass profiles")',
    )
    .option('--timezone <iana>', 'zone of times that carry none (default: UTC)')
    .addOption(
      choice('--date-order <order>', 'order of day and month, where the values do not tell', DATE_ORDERS),
    )
    .addOption(choice('--time-format <format>', 'how times are written, where it is not plain', TIME_FORMATS))
    .option('--tenant <name>', 'organisation or instance, where the file names none')
    .option('--encoding <label>', 'encoding, such as windows-1252 (default: detected)')
    .addOption(choice('--format <format>', 'kind of file (default: detected)', SOURCE_FORMATS))
    .option(
      '--delimiter <characters>',
      'between cells: comma, semicolon, tab, pipe, space, blanks (runs of them), or the characters',
      delimiterOf,
    )
    .option('--quote <character>', 'around cells: double, single, none, or the character', quoteOf)
    .addOption(choice('--escape <style>', 'how a quote inside quotes is written', QUOTE_ESCAPES))
    .option('--skip-lines <n>', 'lines before the header', wholeNumber)
    .option('--header-lines <n>', 'lines of the header; 0 when there is none', wholeNumber)
    .option('--record-path <keys>', 'keys, joined by dots, to the records of a JSON document')
    .option('--member <name>', 'one file of an archive, by its name there (default: all; preview: the first)')
    .option('--sheet <name>', 'worksheet of a spreadsheet')
    .option(
      '--field <input=column>',
      'column, or path into JSON, that fills an input; repeatable, best first; "input=" leaves it out',
      addField,
    );
}

/**
 * The choices that flags and mapping file come to; flags win.
 * @throws FILE_MISSING, FILE_UNREADABLE, BAD_MAPPING naming the place in the mapping file
 */
export function importOptionsOf(flags: ChoiceFlags): ImportOptions {
  takeProfileFolders(flags.profiles);
  const base = flags.mapping === undefined ? DEFAULT_IMPORT_OPTIONS : readMapping(flags.mapping);
  return {
    profile: flags.profile === undefined ? base.profile : profileIdOf(flags.profile),
    timezone: flags.timezone ?? base.timezone,
    dateOrder: flags.dateOrder ?? base.dateOrder,
    tenant: flags.tenant ?? base.tenant,
    encoding: flags.encoding ?? base.encoding,
    format: flags.format ?? base.format,
    csv: {
      delimiter: flags.delimiter ?? base.csv.delimiter,
      quote: flags.quote ?? base.csv.quote,
      escape: flags.escape ?? base.csv.escape,
      preambleLines: flags.skipLines ?? base.csv.preambleLines,
      headerLines: flags.headerLines ?? base.csv.headerLines,
    },
    recordPath: flags.recordPath ?? base.recordPath,
    member: flags.member ?? base.member,
    sheet: flags.sheet ?? base.sheet,
    timeFormat: flags.timeFormat ?? base.timeFormat,
    fields: flags.field == null ? base.fields : { ...base.fields, ...flags.field },
  };
}

function readMapping(path: string): ImportOptions {
  const name = basename(path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new AppError('FILE_MISSING', `There is no mapping file ${path}. Check the path.`, { path });
  }
  if (!found.isFile() || found.size > MAX_MAPPING_BYTES) {
    throw new AppError('BAD_MAPPING', `${name} is too large for a mapping file, or no file. Is it the log?`, {
      file: name,
    });
  }
  return readMappingText(readFileSync(path, 'utf8'), name);
}

const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
  ['space', ' '],
  ['blanks', BLANK_RUNS],
]);

function delimiterOf(text: string): string {
  const named = DELIMITERS.get(text) ?? text.replaceAll('\\t', '\t');
  if (named.length > 0 && named.length <= 8) return named;
  throw new InvalidArgumentError(
    'It must be comma, semicolon, tab, pipe, space, blanks, or 1 to 8 characters.',
  );
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['double', '"'],
  ['single', "'"],
  ['none', ''],
]);

function quoteOf(text: string): string {
  const named = QUOTES.get(text) ?? text;
  if (named.length <= 1) return named;
  throw new InvalidArgumentError('It must be double, single, none, or one character.');
}

/** One `input=column` on top of those before; a column name may hold `=`. */
function addField(text: string, before: ChoiceFlags['field']): ChoiceFlags['field'] {
  const at = text.indexOf('=');
  const name = text.slice(0, at);
  const input = INPUTS.find((known): known is Input => known === name);
  if (at < 1 || input === undefined) {
    throw new InvalidArgumentError(`It must be input=column; the inputs are ${INPUTS.join(', ')}.`);
  }
  const column = text.slice(at + 1);
  return { ...before, [input]: column === '' ? [] : [...(before?.[input] ?? []), column] };
}
