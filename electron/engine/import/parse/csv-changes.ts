import type { Change } from '../../../../shared/domain/event.ts';
import { MAX_CHANGES } from '../normalise/changes.ts';
import { changePlaces } from '../normalise/stated-changes.ts';
import type { CsvCandidates } from './csv-candidates.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { CsvPlan } from './csv-parser.ts';
import { JoinedTexts } from './joined-texts.ts';
import type { RowTexts } from './row-texts.ts';

/** A shorter text does not list more changes than are kept: each has a path and a side at least. */
const MAY_BE_TOO_MANY = MAX_CHANGES * '{"path":"","after":1}'.length;

/**
 * What the rows of a CSV file say changed, as JSON text, place by place: each is read once for every combination of
 * cells, and looked at only where one of its columns has a text.
 * @returns null when the file has none of the columns
 */
export function csvChanges(plan: CsvPlan, columns: CsvColumns, candidates: CsvCandidates): RowTexts | null {
  const places = changePlaces(plan.reading.profile.changes).flatMap(({ paths, needs, read }) => {
    const changes: Change[] = [];
    const texts = candidates.fromColumns(paths, needs, (record) => {
      changes.length = 0;
      read(record, changes);
      return changes.length === 0 ? null : JSON.stringify(changes.slice(0, MAX_CHANGES));
    });
    return texts.varies ? [texts] : [];
  });
  if (places.length === 0) return null;
  return new JoinedTexts(
    columns,
    places,
    places,
    (idOf) => joinedLists(places.flatMap((place) => place.textOf(idOf(place)) ?? [])),
    plan.blockRows,
  );
}

function joinedLists(lists: readonly string[]): string | null {
  if (lists.length < 2) return lists[0] ?? null;
  const joined = `[${lists.map((list) => list.slice(1, -1)).join(',')}]`;
  if (joined.length < MAY_BE_TOO_MANY) return joined;
  return JSON.stringify((JSON.parse(joined) as unknown[]).slice(0, MAX_CHANGES));
}
