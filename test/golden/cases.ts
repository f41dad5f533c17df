import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type ImportOptions, importChoices } from '../../shared/domain/import-choices.ts';

/**
 * The cases of this folder: `cases/<name>.<csv|tsv|log|json|jsonl>` is a log as a system might export it, written in
 * UTF-8 with LF, `cases/<name>.expected.json` what must become of it, and `cases/<name>.options.json`, where it
 * exists, how it is imported and in which encoding. Adding a case is adding files; `UPDATE_GOLDEN=1` writes what
 * is found as the new expectation, to be read before it is committed.
 */
const FOLDER = join(import.meta.dirname, 'cases');

const ENCODERS = {
  'utf-8': (text: string) => Buffer.from(text, 'utf8'),
  'utf-8-bom': (text: string) => Buffer.from(`\u{feff}${text}`, 'utf8'),
  'utf-16le-bom': (text: string) => Buffer.from(`\u{feff}${text}`, 'utf16le'),
  'utf-16be-bom': (text: string) => Buffer.from(`\u{feff}${text}`, 'utf16le').swap16(),
  latin1: (text: string) => Buffer.from(text, 'latin1'),
} as const;
type Encoding = keyof typeof ENCODERS;

/** Import options, but `encoding` is what the file is written in. */
const optionsSchema = v.object({
  ...importChoices.entries,
  encoding: v.optional(v.picklist(Object.keys(ENCODERS) as Encoding[]), 'utf-8'),
});

/** One file to import. CSV cases come twice: with LF and with CRLF. */
export interface GoldenCase {
  readonly name: string;
  readonly fileName: string;
  readonly newline: 'LF' | 'CRLF';
  readonly bytes: Buffer;
  readonly options: ImportOptions;
  readonly expectedPath: string;
}

/** Every case, by name. */
export function goldenCases(): GoldenCase[] {
  const logs = readdirSync(FOLDER).filter((name) => /^[^.]+\.(csv|tsv|log|json|jsonl)$/.test(name));
  const names = logs.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw new Error(`Two logs are called ${twice}; each needs an expectation of its own`);
  return logs.sort().flatMap(variantsOf);
}

function nameOf(fileName: string): string {
  return fileName.replace(/\.\w+$/, '');
}

function variantsOf(fileName: string): GoldenCase[] {
  const name = nameOf(fileName);
  const { encoding, ...given } = readOptions(name);
  const text = readFileSync(join(FOLDER, fileName), 'utf8');
  const newlines = /\.(?:[ct]sv|log)$/.test(fileName) ? (['LF', 'CRLF'] as const) : (['LF'] as const);
  return newlines.map((newline) => ({
    name,
    fileName,
    newline,
    bytes: ENCODERS[encoding](newline === 'LF' ? text : text.replaceAll('\n', '\r\n')),
    options: { ...given, encoding: null },
    expectedPath: join(FOLDER, `${name}.expected.json`),
  }));
}

function readOptions(name: string): v.InferOutput<typeof optionsSchema> {
  const path = join(FOLDER, `${name}.options.json`);
  return v.parse(optionsSchema, existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
}
