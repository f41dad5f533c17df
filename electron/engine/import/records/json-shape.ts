import { AppError } from '../../../../shared/errors.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import { columnKey } from '../profile/column-key.ts';
import { type ArrayCandidate, outlineOf } from './json-outline.ts';
import { CHAR, isJsonBlank, JsonScanner } from './json-scanner.ts';
import { unitsOf } from './units.ts';

/** How the records lie in a JSON file. */
export type JsonShape =
  /** One value per line. */
  | { readonly kind: 'lines' }
  /** Elements of the array at a path; empty for a top-level array. */
  | { readonly kind: 'array'; readonly path: readonly string[] }
  /** Each top-level value is a record: one object, or several after each other. */
  | { readonly kind: 'values' };

const LINES_ENDINGS = /\.(jsonl|ndjson)(\.gz)?$/i;
const JSON_ENDINGS = /\.(json|jsonl|ndjson)(\.gz)?$/i;
const JUDGED_LINES = 50;

/** Precedes each value in JSON text sequences (RFC 7464). */
const RECORD_SEPARATOR = String.fromCharCode(CHAR.recordSeparator);

/** Names under which vendors put their records. Compared without case and punctuation. */
const RECORD_NAMES: ReadonlySet<string> = new Set([
  'records',
  'record',
  'data',
  'items',
  'entries',
  'events',
  'logs',
  'activities',
  'results',
  'result',
  'value',
  'values',
  'alerts',
  'hits',
  'rows',
  'objects',
  'list',
  'messages',
  'logevents',
  'ruleevaluations',
]);
const RECORD_NAME_ENDINGS = ['logs', 'events', 'records', 'entries'];

/** Keys that make an object an event of its own, whatever arrays it holds: when, and who or what. */
const WHEN_KEYS: ReadonlySet<string> = new Set([
  'timestamp',
  'time',
  'datetime',
  'date',
  'eventtime',
  'creationtime',
  'createdat',
  'published',
  'occurredat',
]);
const WHAT_KEYS: ReadonlySet<string> = new Set([
  'action',
  'event',
  'eventname',
  'eventtype',
  'operation',
  'type',
  'actor',
  'user',
  'userid',
  'useridentity',
  'model',
]);

/**
 * Decides from the start of the content whether it is JSON and where its records are.
 * @returns null when it is not JSON
 * @throws NOT_A_LOG when it is called JSON and is something else
 */
export function sniffJson(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  name: string,
): JsonShape | null {
  const text = encoding.decode(sample.subarray(encoding.bomBytes)).replaceAll(RECORD_SEPARATOR, ' ');
  const first = /[^\s,]/.exec(text)?.[0];
  if (first !== '{' && first !== '[') return shapeOfScalars(text, whole, name);
  if (isLines(text, whole, name)) return { kind: 'lines' };
  if (!JSON_ENDINGS.test(name) && isBrokenEarly(sample, encoding)) return null;
  if (first === '[') return { kind: 'array', path: [] };
  const path = recordPath(text);
  return path === null ? { kind: 'values' } : { kind: 'array', path };
}

/** Files called JSON that hold neither objects nor arrays: numbers and strings are records too, other text is no log. */
function shapeOfScalars(text: string, whole: boolean, name: string): JsonShape | null {
  if (LINES_ENDINGS.test(name)) return { kind: 'lines' };
  if (!JSON_ENDINGS.test(name)) return null;
  if (whole && isJson(text)) return { kind: 'values' };
  const start = JSON.stringify(text.trimStart().slice(0, 20));
  throw new AppError(
    'NOT_A_LOG',
    `${name} is called JSON but is not: it starts with ${start}. Export it again, or rename it if it is CSV.`,
  );
}

/** The shape in words, for the provenance of the source. */
export function describeJson(shape: JsonShape): string {
  if (shape.kind === 'lines') return 'one value per line';
  if (shape.kind === 'values') return 'one value per record';
  return `records at ${pathText(shape.path)}`;
}

/** `$.data.items`; `$` is the document itself. */
export function pathText(path: readonly string[]): string {
  return ['$', ...path].join('.');
}

/** One value per line: at least half of the first lines are whole values, and there is more than one. */
function isLines(text: string, whole: boolean, name: string): boolean {
  const lines = text.split('\n', JUDGED_LINES + 1).map((line) => line.trim());
  if (!whole && lines.length <= JUDGED_LINES) lines.pop();
  const filled = lines.slice(0, JUDGED_LINES).filter((line) => line !== '');
  const values = filled.filter(
    (line) => (line.startsWith('{') || line.startsWith('[')) && isJson(line),
  ).length;
  if (filled.length === 1) return LINES_ENDINGS.test(name) && values === 1;
  return values > 0 && values * 2 >= filled.length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the first value is no JSON within its first characters, as in a log line that starts with a bracket. */
function isBrokenEarly(sample: Buffer, encoding: TextEncoding): boolean {
  const units = unitsOf(sample.subarray(encoding.bomBytes), encoding);
  let start = 0;
  while (isJsonBlank(units[start])) start += 1;
  const scanner = new JsonScanner();
  scanner.begin(start);
  return scanner.run(units, 0) === 'broken' && scanner.position - start < 1_000;
}

/** Path to the array of records inside a top-level object; null when the object is itself a record. */
function recordPath(text: string): readonly string[] | null {
  const outline = outlineOf(text);
  const keys = outline.keys.map(columnKey);
  if (keys.some((key) => WHEN_KEYS.has(key)) && keys.some((key) => WHAT_KEYS.has(key))) return null;
  const named = outline.arrays.filter((array) => isRecordName(array.path.at(-1) ?? ''));
  const filled = largest(named.filter((array) => array.objects > 0 && array.others === 0));
  if (filled !== null) return filled.path;
  const dominating = largest(outline.arrays.filter((array) => array.objects > 0 && array.others === 0));
  if (dominating !== null && dominating.characters * 2 > text.length) return dominating.path;
  const empty = named.find((array) => array.objects === 0 && array.others === 0);
  return empty?.path ?? null;
}

function isRecordName(name: string): boolean {
  const key = columnKey(name);
  return RECORD_NAMES.has(key) || RECORD_NAME_ENDINGS.some((ending) => key.endsWith(ending));
}

function largest(arrays: readonly ArrayCandidate[]): ArrayCandidate | null {
  return arrays.reduce<ArrayCandidate | null>(
    (best, array) => (best === null || array.characters > best.characters ? array : best),
    null,
  );
}
