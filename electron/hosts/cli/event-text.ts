import { formatNano, parseNano } from '../../../shared/domain/decimal.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { toIso } from '../../../shared/time/format.ts';

/** File names of sources by their ids. */
export type SourceNames = ReadonlyMap<number, string>;

/** The names by which events name their sources. */
export function sourceNamesOf(sources: readonly Source[]): SourceNames {
  return new Map(sources.map(({ id, name }) => [id, name]));
}

/**
 * An event as JSON text, as exports write it: times as ISO 8601 UTC, details and changes nested as they were found,
 * columns of the file under `extra`; absent fields are null. Written out member by member, because a plain object
 * would reorder names that look like numbers and change large numbers inside details.
 */
export function eventJson(event: EventRow, sources: SourceNames): string {
  const extra = event.extra.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const members = [
    `"id":${event.id}`,
    `"source":${JSON.stringify(sources.get(event.source) ?? null)}`,
    `"sourceId":${event.source}`,
    ...FIELD_NAMES.map((name) => `"${name}":${fieldJson(event, name)}`),
    `"extra":{${extra.join(',')}}`,
  ];
  return `{${members.join(',')}}`;
}

function fieldJson(event: EventRow, name: FieldName): string {
  const value = event[name];
  if (value === null) return 'null';
  const { kind } = fieldSpec(name);
  if (kind === 'instant') return JSON.stringify(toIso(Number(value)));
  return kind === 'json' ? nestedJson(String(value)) : JSON.stringify(value);
}

/** JSON text on one line: line breaks of JSON can only stand between its tokens. Text that is none becomes a string. */
function nestedJson(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return JSON.stringify(text);
    throw error;
  }
  return text.replace(/[\r\n]+/g, ' ');
}

/** A field as text for people; null when absent. */
export function fieldText(event: EventRow, name: FieldName): string | null {
  const value = event[name];
  if (value === null) return null;
  const { kind } = fieldSpec(name);
  if (kind === 'instant') return toIso(Number(value));
  return kind === 'decimal' ? plainDecimal(Number(value)) : String(value);
}

/** A decimal without an exponent: `0.0000001`, not `1e-7`. */
function plainDecimal(value: number): string {
  const nano = parseNano(String(value));
  return nano === null ? String(value) : formatNano(nano);
}
