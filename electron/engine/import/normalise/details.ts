import { MAX_NESTING } from '../records/json-scanner.ts';
import { traitsOf } from '../records/json-traits.ts';
import { changesIn } from './changes.ts';
import { parseJson } from './json-text.ts';

/** The structured remainder of a record. Both are JSON text. */
export interface Details {
  readonly detail: string | null;
  readonly changes: string | null;
}

/**
 * Reads a details column: JSON text is kept as it is, other text becomes a JSON string.
 * @param held what the text holds, where that is known
 */
export function readDetails(text: string | null, held?: Container): Details {
  const trimmed = withoutNothing(text);
  if (trimmed === null) return { detail: null, changes: null };
  const known = held ?? readContainer(trimmed);
  if (known === undefined) return { detail: JSON.stringify(text), changes: null };
  return { detail: trimmed, changes: readChanges(trimmed, known) };
}

/** The details alone. */
export function readDetail(text: string | null, held?: Container): string | null {
  const trimmed = withoutNothing(text);
  if (text === null || trimmed === null) return null;
  return (held ?? readContainer(trimmed)) === undefined ? JSON.stringify(text) : trimmed;
}

/** What changed after them alone. */
export function readChanges(text: string | null, held?: Container): string | null {
  const trimmed = withoutNothing(text);
  if (trimmed === null) return null;
  const changes = changesIn((held ?? readContainer(trimmed))?.value);
  return changes.length === 0 ? null : JSON.stringify(changes);
}

function withoutNothing(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || trimmed === '{}' || trimmed === '[]' || trimmed === 'null' ? null : trimmed;
}

/** A JSON object or array, and how deep it is nested. */
export interface Container {
  readonly value: unknown;
  readonly nesting: number;
}

/** A JSON object or array; undefined for any other text and for one that is nested too deep to be shown. */
export function parseContainer(text: string): unknown {
  return readContainer(text)?.value;
}

/** {@link parseContainer} with what else is known of it. */
export function readContainer(text: string): Container | undefined {
  if (!mayBeContainer(text)) return undefined;
  const { nesting, oddNumber } = traitsOf(text);
  if (nesting > MAX_NESTING) return undefined;
  try {
    return { value: oddNumber ? parseJson(text) : JSON.parse(text), nesting };
  } catch {
    return undefined;
  }
}

/** Whether a text begins as JSON objects and arrays do. Trying to parse what does not, such as `{a=b}`, takes long. */
export function mayBeContainer(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first !== 123 && first !== 91) return false;
  let at = 1;
  while (isBlank(text.charCodeAt(at))) at += 1;
  const second = text.charCodeAt(at);
  if (first === 123) return second === 34 || second === 125;
  // Objects, arrays, strings, numbers, true, false and null, or nothing.
  return OPENS_ELEMENT.has(second);
}

const OPENS_ELEMENT: ReadonlySet<number> = new Set(
  [...'{["-0123456789tfn]'].map((mark) => mark.charCodeAt(0)),
);

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9;
}
