import type { Change } from '../../shared/domain/event.ts';

/** Reads the `changes` field of an event. Anything that is not a list of changes gives none. */
export function parseChanges(json: string): readonly Change[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return []; // the field is written by the importer; a damaged one still shows in the raw record
  }
  return Array.isArray(value) ? value.filter(isChange) : [];
}

function isChange(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';
}
