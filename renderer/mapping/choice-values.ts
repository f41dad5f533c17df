import { DATE_ORDERS } from '../../shared/api/contract.ts';
import {
  BLANK_RUNS,
  QUOTE_ESCAPES,
  SOURCE_FORMATS,
  TIME_FORMATS,
  type TimeFormat,
} from '../../shared/domain/import-choices.ts';

/* The values of the choices about reading a file, in words. */

interface Value {
  readonly value: string;
  readonly label: string;
}

const FORMAT_WORDS = {
  csv: 'Delimited (CSV, TSV)',
  w3c: 'Columns named by #Fields (W3C, Zeek)',
  access: 'Access log (Apache, NGINX, S3)',
  jsonl: 'JSON Lines',
  json: 'JSON document',
  xlsx: 'Spreadsheet (XLSX)',
} as const satisfies Record<(typeof SOURCE_FORMATS)[number], string>;

export const FORMATS: readonly Value[] = SOURCE_FORMATS.map((value) => ({
  value,
  label: FORMAT_WORDS[value],
}));

export const DELIMITERS: readonly Value[] = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Pipe' },
  { value: ' ', label: 'Space' },
  { value: BLANK_RUNS, label: 'Runs of blanks' },
];

/** `none` stands for cells that are never quoted: a select cannot hold an empty value. */
export const NO_QUOTE = 'none';

export const QUOTES: readonly Value[] = [
  { value: '"', label: 'Double "' },
  { value: "'", label: "Single '" },
  { value: NO_QUOTE, label: 'None' },
];

const ESCAPE_WORDS: Readonly<Record<(typeof QUOTE_ESCAPES)[number], string>> = {
  doubled: 'Written twice: ""',
  backslash: 'Behind a backslash: \\"',
  none: 'As it is',
};

export const ESCAPES: readonly Value[] = QUOTE_ESCAPES.map((value) => ({
  value,
  label: ESCAPE_WORDS[value],
}));

const ORDER_WORDS = {
  dmy: 'Day first: 31/10/2026',
  mdy: 'Month first: 10/31/2026',
  ymd: 'Year first: 2026/10/31',
} as const satisfies Record<(typeof DATE_ORDERS)[number], string>;

export const ORDERS: readonly Value[] = DATE_ORDERS.map((value) => ({ value, label: ORDER_WORDS[value] }));

const TIME_WORDS: Readonly<Record<TimeFormat, string>> = {
  iso: 'ISO 8601: 2026-10-31T14:05:11Z',
  written: 'Written: 31/10/2026 14:05',
  rfc2822: 'E-mail style: Sat, 31 Oct 2026 14:05:11 +0000',
  'epoch-s': 'Seconds since 1970',
  'epoch-ms': 'Milliseconds since 1970',
  'epoch-us': 'Microseconds since 1970',
  'epoch-ns': 'Nanoseconds since 1970',
  'excel-1900': 'Spreadsheet days since 1900',
  'excel-1904': 'Spreadsheet days since 1904 (old Mac)',
};

export const TIMES: readonly Value[] = TIME_FORMATS.map((value) => ({ value, label: TIME_WORDS[value] }));

/** Encodings that logs come in, by their WHATWG labels. Others can be typed on the command line. */
export const ENCODINGS: readonly Value[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-15',
  'koi8-r',
  'macintosh',
  'ibm866',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
].map((value) => ({ value, label: value }));

/** What a value is called; itself where it has no name. */
export function wordOf(values: readonly Value[], value: string): string {
  return values.find((known) => known.value === value)?.label ?? value;
}
