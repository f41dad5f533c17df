import type { Checkpoint, LoadedColumns, LoadedTexts, Matches } from '../loaded-columns.ts';
import { foldCase } from '../text-match.ts';
import type { GroupField } from './group-field.ts';
import { forEachStretch } from './matched-positions.ts';

/** How many texts are compared between two looks at the checkpoint. */
const COMPARED_AT_ONCE = 10_000;

/**
 * The codes whose key or label holds a text, ignoring case; an actor is found by its name, id and e-mail address as well.
 * @throws CANCELLED
 */
export function searchedGroups(
  columns: LoadedColumns,
  matches: Matches,
  field: GroupField,
  { codes, labelOf }: { readonly codes: Uint32Array; readonly labelOf: (code: number) => string },
  search: string,
  checkpoint: Checkpoint,
): Uint32Array {
  const needle = foldCase(search);
  const holds = (text: string | null) => text !== null && foldCase(text).includes(needle);
  const byActor =
    field.ref === 'actor' ? actorsFound(columns, matches, field.size, holds, checkpoint) : new Uint8Array();
  const isShownAsKey = labelOf === field.label && field.renamed !== true;
  return codes.filter((code, place) => {
    if (place % COMPARED_AT_ONCE === 0) checkpoint.throwIfCancelled();
    if (byActor[code] === 1 || holds(field.key(code))) return true;
    // Reading a text a second time costs as much as comparing it.
    return (code === 0 || !isShownAsKey) && holds(labelOf(code));
  });
}

/** Marks the actors of which a matching event has a name, id or e-mail address that is wanted. */
function actorsFound(
  columns: LoadedColumns,
  matches: Matches,
  size: number,
  wanted: (text: string) => boolean,
  checkpoint: Checkpoint,
): Uint8Array {
  const found = new Uint8Array(size + 1);
  const actors = columns.texts('actor');
  for (const name of ['actorName', 'actorId', 'actorEmail'] as const) {
    const column = columns.texts(name);
    if (actors === null || column === null) continue;
    const marks = wantedCodes(column, wanted, checkpoint);
    if (!marks.includes(1)) continue;
    forEachStretch(columns.count, matches, checkpoint, (positions, count) => {
      for (let i = 0; i < count; i += 1) {
        const position = positions[i] ?? 0;
        if (marks[column.codes[position] ?? 0] === 1) found[actors.codes[position] ?? 0] = 1;
      }
    });
  }
  // Events without an actor are one group, whatever names they carry.
  found[0] = 0;
  return found;
}

function wantedCodes(
  column: LoadedTexts,
  wanted: (text: string) => boolean,
  checkpoint: Checkpoint,
): Uint8Array {
  const marks = new Uint8Array(column.size + 1);
  for (let code = 1; code <= column.size; code += 1) {
    if (code % COMPARED_AT_ONCE === 0) checkpoint.throwIfCancelled();
    if (wanted(column.text(code))) marks[code] = 1;
  }
  return marks;
}
