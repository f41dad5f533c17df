import { AppError } from '../../../../shared/errors.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import { columnKey } from '../profile/column-key.ts';
import { isEvent } from './event-keys.ts';
import { type ArrayCandidate, type Outline, outlineOf } from './json-outline.ts';
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
/** A list of records that fills most of so much text and goes on behind it is the one that is looked for. */
const EARLY_CHARACTERS = 256 * 1024;

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

/**
 * Decides from the start of the content whether it is JSON and where its records are.
 * @param chosenPath where the user says that the records are; null decides
 * @returns null when it is not JSON
 * @throws NOT_A_LOG when it is called JSON and is something else; BAD_MAPPING when no records are where the user says
 */
export function sniffJson(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  name: string,
  chosenPath: string | null,
): JsonShape | null {
  const text = encoding.decode(sample.subarray(encoding.bomBytes)).replaceAll(RECORD_SEPARATOR, ' ');
  const first = /[^\s,]/.exec(text)?.[0];
  if (chosenPath !== null) return chosenShape(text, whole, name, chosenPath);
  if (first !== '{' && first !== '[') return shapeOfScalars(text, whole, name);
  if (isLines(text, whole, name)) return shapeOfLines(text);
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

/** Names of the lists in which a stream hands out several records per line. */
const BATCH_NAMES: ReadonlySet<string> = new Set(['records', 'logevents']);

/** Members that stand beside the list in the pages of an API. */
const PAGE_KEYS: ReadonlySet<string> = new Set([
  'hasmore',
  'nextpage',
  'nextpagetoken',
  'nextlink',
  'odatanextlink',
  'nextcursor',
  'nexttoken',
]);

/**
 * Lines are records, unless each is a batch of them: what log services deliver to streams and storage, and the pages
 * of an API written one after the other.
 */
function shapeOfLines(text: string): JsonShape {
  const line = /[^\s].*/.exec(text)?.[0] ?? '';
  const { keys, arrays } = outlineOf(line);
  const names = keys.some((key) => PAGE_KEYS.has(columnKey(key))) ? RECORD_NAMES : BATCH_NAMES;
  const batch = arrays.find(
    ({ path, objects, others, characters }) =>
      path.length === 1 &&
      names.has(columnKey(path[0] ?? '')) &&
      objects > 0 &&
      others === 0 &&
      characters * 2 > line.length,
  );
  return batch === undefined ? { kind: 'lines' } : { kind: 'array', path: batch.path };
}

/** The shape the user states: keys joined by dots, with or without the `$` of the document in front. */
function chosenShape(text: string, whole: boolean, name: string, chosen: string): JsonShape {
  const first = /[^\s,]/.exec(text)?.[0];
  if (first !== '{' && first !== '[') {
    throw unusable(name, chosen, 'the file is not JSON. Leave the record path out.');
  }
  const wanted = chosen.replace(/^\$\.?/, '');
  if (wanted === '') {
    if (first === '[') return { kind: 'array', path: [] };
    return isLines(text, whole, name) ? { kind: 'lines' } : { kind: 'values' };
  }
  if (first === '[')
    throw unusable(name, chosen, 'the document is a list itself. Leave the record path empty.');
  const { arrays } = outlineOf(text);
  const found = arrays.find(({ path }) => path.join('.') === wanted);
  if (found !== undefined) return { kind: 'array', path: found.path };
  if (!whole && arrays.length === 0) return { kind: 'array', path: wanted.split('.') };
  const there = arrays.slice(0, 8).map(({ path }) => path.join('.'));
  const lists = there.length === 0 ? 'the document has no lists' : `lists are at ${there.join(', ')}`;
  throw unusable(name, chosen, `no list is there; ${lists}. Choose one of these, or leave it empty.`);
}

function unusable(file: string, chosen: string, why: string): AppError {
  return new AppError('BAD_MAPPING', `${file}: records cannot be at ${JSON.stringify(chosen)}: ${why}`, {
    file,
    choice: 'recordPath',
  });
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
  const early = text.length > EARLY_CHARACTERS ? outlineOf(text.slice(0, EARLY_CHARACTERS)) : null;
  if (early !== null && !isEvent(early.keys)) {
    const found = namedRecords(early);
    if (found?.open === true && found.characters * 2 > EARLY_CHARACTERS) return found.path;
  }
  const outline = outlineOf(text);
  if (isEvent(outline.keys)) return null;
  const filled = namedRecords(outline);
  if (filled !== null) return filled.path;
  const named = outline.arrays.filter((array) => isRecordName(array.path.at(-1) ?? ''));
  const dominating = largest(outline.arrays.filter((array) => array.objects > 0 && array.others === 0));
  if (dominating !== null && dominating.characters * 2 > text.length) return dominating.path;
  const empty = named.find((array) => array.objects === 0 && array.others === 0);
  return empty?.path ?? null;
}

/** The largest array of objects, and only of them, with a name that vendors give their records. */
function namedRecords({ arrays }: Outline): ArrayCandidate | null {
  const filled = arrays.filter((array) => array.objects > 0 && array.others === 0);
  return largest(filled.filter((array) => isRecordName(array.path.at(-1) ?? '')));
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
