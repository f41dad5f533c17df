import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real logs, kept beside the repository and not part of it. */
export const REAL_LOGS = resolve(import.meta.dirname, '../../../shared/data/open');

/** What independent tools found in a file. */
export interface FileFacts {
  readonly path: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Facts about the files of a folder of {@link REAL_LOGS}; null, with a line that says so, when they are not here. */
export function realFiles(
  folders: readonly string[],
  names = /\.(csv|jsonl?)(\.gz)?$/,
): readonly FileFacts[] | null {
  const index = join(REAL_LOGS, 'facts.json');
  if (!existsSync(index)) {
    console.log(`Skipped: there are no real logs at ${REAL_LOGS}`);
    return null;
  }
  const all = JSON.parse(readFileSync(index, 'utf8')) as Record<string, { facts: FileFacts['facts'] }>;
  return Object.entries(all)
    .filter(([path]) => folders.includes(path.split('/')[0] ?? '') && names.test(path))
    .map(([path, { facts }]) => ({ path, facts }));
}

/** Number of records, however the facts call it; null when the file does not parse. */
export function rowsOf(facts: FileFacts['facts']): number | null {
  const withHeader = facts['rows_incl_header'];
  if (typeof withHeader === 'number') return withHeader - 1;
  return typeof facts['rows'] === 'number' ? facts['rows'] : null;
}

const FIRST = [
  'min_eventTime_utc',
  'min_timestamp_utc',
  'min_event_utc',
  'CreationDate_min_utc',
  'min_time_utc',
  'min_created_at_utc',
  'min_CreationTime',
  'min_TIMESTAMP_as_written',
  'min_@timestamp',
  'min_published',
  'min_timestamp',
  'min_requestTime',
  'min_time',
];

/** First and last time of a file, µs, where the facts name them. */
export function timesOf(facts: FileFacts['facts']): readonly [first: number, last: number] | null {
  const key = FIRST.find((name) => facts[name] !== undefined);
  if (key === undefined) return null;
  const last = facts[key.replace('min', 'max')];
  return [micros(facts[key]), micros(last)];
}

/** Times of the facts carry no zone where the file has none; they are UTC then. */
function micros(value: unknown): number {
  if (typeof value === 'number') return value * 1000;
  const text = String(value).replace(' ', 'T');
  const [, seconds = '', fraction = ''] = /^([^.Z]+)(?:\.(\d+))?Z?$/.exec(text) ?? [];
  return Date.parse(`${seconds}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
