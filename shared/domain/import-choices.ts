import * as v from 'valibot';
import { INPUTS, type Input } from './inputs.ts';

/**
 * Everything that can be chosen about how a file is read. Null means "decide from the content". The same values
 * serve the mapping screen, the flags of `import`, a mapping file and the record kept with each source.
 */

const zone = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const columnName = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;

export const SOURCE_FORMATS = ['csv', 'w3c', 'access', 'jsonl', 'json', 'xlsx'] as const;

/** As a delimiter: runs of blanks, however long; longer ones than one blank where those stand inside cells. */
export const BLANK_RUNS = ' +';

/** How a quote inside a quoted cell is written; `none`: just so, and only one before a delimiter ends the cell. */
export const QUOTE_ESCAPES = ['doubled', 'backslash', 'none'] as const;

/** How the times of a file are written. */
export const TIME_FORMATS = [
  'iso', // ISO 8601 and RFC 3339, any offset
  'written', // day, month and year with or without a clock, in the order of `dateOrder`
  'rfc2822',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns',
  'excel-1900', // days since 1899-12-30, as a spreadsheet stores them
  'excel-1904',
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** The dialect of delimited text. */
export const csvChoices = v.strictObject({
  /** One or more characters between cells. */
  delimiter: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(8))), null),
  /** The character around cells; empty when there is none. */
  quote: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1))), null),
  escape: v.optional(v.nullable(v.picklist(QUOTE_ESCAPES)), null),
  /** Lines before the header that are kept with the source but are no records. */
  preambleLines: v.optional(v.nullable(v.pipe(count, v.maxValue(10_000))), null),
  /** Lines of the header; 0 when the first record follows at once. */
  headerLines: v.optional(v.nullable(v.pipe(count, v.maxValue(20))), null),
});
export type CsvChoices = v.InferOutput<typeof csvChoices>;

export const NO_CSV_CHOICES: CsvChoices = {
  delimiter: null,
  quote: null,
  escape: null,
  preambleLines: null,
  headerLines: null,
};

/** Columns (or paths into JSON) that fill an input, best first; an empty list leaves it out. */
const fieldChoices = v.strictObject(
  Object.fromEntries(
    INPUTS.map((input) => [input, v.optional(v.pipe(v.array(columnName), v.maxLength(200)))]),
  ) as Record<
    Input,
    v.OptionalSchema<
      v.SchemaWithPipe<
        readonly [v.ArraySchema<typeof columnName, undefined>, v.MaxLengthAction<string[], 200, undefined>]
      >,
      undefined
    >
  >,
);

const choices = {
  /** Profile id; null detects it. */
  profile: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64))), null),
  /** IANA zone of times that carry none. */
  timezone: v.optional(zone, 'UTC'),
  /** Null decides from the values of each column and refuses when they do not tell. */
  dateOrder: v.optional(v.nullable(v.picklist(DATE_ORDERS)), null),
  /** Organisation or instance to record where the file names none. */
  tenant: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1_000))), null),
  /** WHATWG label of the encoding, such as `windows-1252`. */
  encoding: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), null),
  format: v.optional(v.nullable(v.picklist(SOURCE_FORMATS)), null),
  csv: v.optional(csvChoices, NO_CSV_CHOICES),
  /** Keys, joined by dots, to the array of records in a JSON document; empty for the document itself. */
  recordPath: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1_000))), null),
  /** The one file of an archive that is meant, by its name there; null is every one, and the first in a preview. */
  member: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4_096))), null),
  /** Name of the worksheet of a spreadsheet. */
  sheet: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), null),
  timeFormat: v.optional(v.nullable(v.picklist(TIME_FORMATS)), null),
  /** Inputs taken from other columns than the profile says; the profile decides about the rest. */
  fields: v.optional(v.nullable(fieldChoices), null),
};

/** Choices for an import. */
export const importChoices = v.object(choices);
export type ImportOptions = v.InferOutput<typeof importChoices>;

export const DEFAULT_IMPORT_OPTIONS: ImportOptions = v.getDefaults(importChoices) as ImportOptions;

/** A mapping file (`import --mapping FILE`): choices as JSON, every one optional, nothing else allowed. */
export const mappingFile = v.strictObject({ mapping: v.literal(1), ...choices });
export type MappingFile = v.InferOutput<typeof mappingFile>;
