import { readFileSync } from 'node:fs';
import papaparse from 'papaparse';
import { GENERIC_PROFILE, loadProfiles } from '../../electron/engine/import/profiles.ts';
import { type GoldenCase, goldenCases } from '../golden/cases.ts';

/** A golden log of a profile as a table, by which others of its kind can be made. */
export interface GoldenTable {
  readonly name: string;
  /** Id of the profile that knows it. */
  readonly profile: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The golden logs of every profile of its own that takes CSV. Logs of records come twice: with a column for each member however
 * deep it is, and with objects as JSON text in the cells.
 */
export function goldenTables(): GoldenTable[] {
  const takesCsv = new Set(
    loadProfiles()
      .filter(({ id, formats }) => id !== GENERIC_PROFILE && formats.includes('csv'))
      .map(({ id }) => id),
  );
  return goldenCases()
    .filter(({ newline, options }) => newline === 'LF' && options.profile === null)
    .flatMap((golden) => {
      const profile = profileOf(golden);
      return profile !== null && takesCsv.has(profile) ? tablesOf(golden, profile) : [];
    });
}

function profileOf({ expectedPath }: GoldenCase): string | null {
  const { source } = JSON.parse(readFileSync(expectedPath, 'utf8')) as { source: { profile: string } | null };
  return source?.profile ?? null;
}

function tablesOf({ name, fileName, bytes }: GoldenCase, profile: string): GoldenTable[] {
  const text = bytes.toString('utf8');
  if (/\.[ct]sv$/.test(fileName)) {
    const [columns = [], ...rows] = papaparse.parse<string[]>(text, { skipEmptyLines: true }).data;
    return [{ name, profile, columns, rows: rows.filter(({ length }) => length === columns.length) }];
  }
  const records = recordsIn(text);
  return [
    { name: `${name}, flat`, profile, ...tableOf(records.map((record) => flat(record))) },
    { name: `${name}, objects in cells`, profile, ...tableOf(records.map(topLevel)) },
  ];
}

/** Records of JSON Lines, of a list, or of the longest list in an object. */
function recordsIn(text: string): object[] {
  let all: unknown;
  try {
    all = JSON.parse(text);
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    all = lines.flatMap(parsed);
  }
  const lists = Array.isArray(all) ? [all] : Object.values(all as object).filter(Array.isArray);
  const longest = lists.sort((a, b) => b.length - a.length)[0];
  return (longest ?? [all]).filter(
    (record): record is object => typeof record === 'object' && record !== null,
  );
}

/** Nothing for a line that is broken, as in logs that are so by intent. */
function parsed(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

function flat(record: object, before = ''): [string, string][] {
  return Object.entries(record).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat(value, `${before}${key}.`)
      : [[before + key, cellOf(value)]],
  );
}

function topLevel(record: object): [string, string][] {
  return Object.entries(record).map(([key, value]) => [key, cellOf(value)]);
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function tableOf(records: readonly [string, string][][]): Pick<GoldenTable, 'columns' | 'rows'> {
  const columns = [...new Set(records.flatMap((record) => record.map(([name]) => name)))];
  const rows = records.map((record) => {
    const cells = new Map(record);
    return columns.map((name) => cells.get(name) ?? '');
  });
  return { columns, rows };
}
