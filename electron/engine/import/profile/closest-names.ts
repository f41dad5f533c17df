import { columnKey } from './column-key.ts';

/** Names are compared up to this length: what is longer is no misspelling, and comparing takes time by its square. */
const COMPARED_LENGTH = 60;
/** Names that are compared at most. */
const COMPARED_NAMES = 2_000;

/** The names most like a wanted one, best first, at most three; those that have little in common with it are left out. */
export function closestNames(wanted: string, names: readonly string[]): readonly string[] {
  const key = columnKey(wanted).slice(0, COMPARED_LENGTH);
  return names
    .slice(0, COMPARED_NAMES)
    .map((name) => ({ name, distance: distanceOf(key, columnKey(name).slice(0, COMPARED_LENGTH)) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.ceil(key.length / 2)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein distance; a name inside the other counts as close. */
function distanceOf(a: string, b: string): number {
  if (a !== '' && b !== '' && (a.includes(b) || b.includes(a))) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
