/** Deeper values are told apart by what they are, not by what they say. */
const DEEPEST = 200;

/** A value as text that equal values share, whatever the order of their members. */
export function canonical(value: unknown): string {
  return written(value, 0);
}

/** Whether two JSON values say the same. */
export function isSame(before: unknown, after: unknown): boolean {
  return before === after || canonical(before) === canonical(after);
}

function written(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return `[${value.map((element) => written(element, depth + 1)).join(',')}]`;
  const members = Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${written(member, depth + 1)}`)
    .sort();
  return `{${members.join(',')}}`;
}
