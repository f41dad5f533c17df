import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type GoldenTable, goldenTables } from '../support/golden-tables.ts';
import {
  arrayText,
  jsonLinesText,
  longCellText,
  neverRepeatingText,
  wideText,
} from './data/generate-odd-shapes.ts';
import { generateTable } from './data/generate-table.ts';
import { writeText } from './data/generate-text.ts';
import { usageText } from './data/generate-usage.ts';
import { generateInlineWorkbook, generateSharedWorkbook } from './data/generate-workbook.ts';
import { keptFile, recordsFile, usageFile } from './data/kept-data.ts';
import { packGzip, packTarFile, packZip } from './data/pack-files.ts';

/** Files that may cost memory in different ways, and what is done with them. */
export interface MemoryCase {
  readonly name: string;
  readonly command: 'import' | 'compare';
  /** Makes the files that are not there yet. */
  files(folder: string): Promise<string[]>;
}

const MILLION = 1_000_000;
const RECORDS = 100_000;

function goldenTable(name: string): GoldenTable {
  const found = goldenTables().find((table) => table.name === name);
  if (found === undefined) throw new Error(`There is no golden log ${name}`);
  return found;
}

/** A file that is made of nothing but its name. */
type Made = (folder: string) => Promise<string>;

function made(name: string, write: (path: string) => Promise<unknown>): Made {
  return (folder) => {
    mkdirSync(folder, { recursive: true });
    return keptFile(join(folder, name), name, write);
  };
}

const usage: Made = (folder) => usageFile(folder, MILLION);
const longUsage: Made = (folder) => usageFile(folder, 3 * MILLION);
const nested: Made = (folder) => recordsFile(folder, RECORDS);
const distinct = made('never-repeating.csv', (path) => writeText(path, neverRepeatingText(MILLION)));
const wide = made('wide.csv', (path) => writeText(path, wideText(200_000, 200)));
const longCells = made('long-cells.csv', (path) => writeText(path, longCellText(300, 1_000_000)));
const array = made('array.json', (path) => writeText(path, arrayText(400_000)));
const lines = made('lines.jsonl', (path) => writeText(path, jsonLinesText(400_000)));
/** Logs of profiles that look into the JSON in cells, nearly all of which differ. */
const heldEvents = made('held-events.csv', (path) =>
  generateTable(path, goldenTable('aws-cloudtrail-lookup, flat'), 200_000),
);
const heldDetails = made('held-details.csv', (path) =>
  generateTable(path, goldenTable('microsoft365-audit-search, objects in cells'), 200_000),
);
const utf16 = made('utf-16.csv', (path) => writeText(path, utf16Text(), 'utf16le'));

function* utf16Text(): Generator<string> {
  yield '\ufeff';
  yield* usageText(MILLION);
}

function gzipOf(file: Made): Made {
  return async (folder) => {
    const plain = await file(folder);
    return keptFile(`${plain}.gz`, `${plain}.gz`, (path) => packGzip(plain, path));
  };
}

/** About 1.1 GB. */
const MEMBERS = [longUsage, nested, distinct, array, lines] as const;

function archive(name: string, pack: (files: readonly string[], to: string) => Promise<void>): Made {
  return async (folder) => {
    const files: string[] = [];
    for (const member of MEMBERS) files.push(await member(folder));
    return keptFile(join(folder, name), name, (path) => pack(files, path));
  };
}

const imported = (name: string, file: Made): MemoryCase => ({
  name,
  command: 'import',
  files: async (folder) => [await file(folder)],
});

/** A later export: the first rows are gone, and others came. */
const laterUsage: Made = made('usage-later.csv', (path) => writeText(path, laterText()));

function* laterText(): Generator<string> {
  let skipped = false;
  for (const chunk of usageText(MILLION + 20_000)) {
    if (chunk.startsWith('When') || skipped) yield chunk;
    else skipped = true;
  }
}

export const MEMORY_CASES: readonly MemoryCase[] = [
  imported('usage CSV, 1 M rows', usage),
  imported('usage CSV, 3 M rows', longUsage),
  imported('usage CSV in UTF-16, 1 M rows', utf16),
  imported('CSV whose texts never repeat, 1 M rows', distinct),
  imported('CSV of 200 columns, 200,000 rows', wide),
  imported('CSV with cells of 1 MB', longCells),
  imported('CSV of a profile, events as JSON in cells, 200,000 rows', heldEvents),
  imported('CSV of a profile, details as JSON in cells, 200,000 rows', heldDetails),
  imported('nested JSON, 100,000 records', nested),
  imported('one JSON array, 400,000 elements', array),
  imported('JSON Lines, 400,000 records', lines),
  imported('usage CSV, gz', gzipOf(usage)),
  imported('CSV whose texts never repeat, gz', gzipOf(distinct)),
  imported('nested JSON, gz', gzipOf(nested)),
  imported('JSON Lines, gz', gzipOf(lines)),
  imported('zip of 1.1 GB', archive('logs.zip', packZip)),
  imported(
    'tar of 1.1 GB',
    archive('logs.tar', (files, to) => packTarFile(files, to, false)),
  ),
  imported(
    'tar.gz of 1.1 GB',
    archive('logs.tar.gz', (files, to) => packTarFile(files, to, true)),
  ),
  imported(
    'workbook, 400,000 rows, texts in cells',
    made('inline.xlsx', (path) => generateInlineWorkbook(path, 400_000)),
  ),
  imported(
    'workbook, 1 M rows, 4 M shared texts',
    made('shared.xlsx', (path) => generateSharedWorkbook(path, MILLION)),
  ),
  {
    name: 'compare of 2 × 1 M rows',
    command: 'compare',
    files: async (folder) => [await usage(folder), await laterUsage(folder)],
  },
  {
    name: 'compare of 2 × 1 M rows that never repeat, with themselves',
    command: 'compare',
    files: async (folder) => [await distinct(folder), await distinct(folder)],
  },
];
