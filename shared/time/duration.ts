import { DAY, HOUR, MINUTE, SECOND } from './zone.ts';

/** Names of units, as people write them, with their length in µs. */
const UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [SECOND, 's sec secs second seconds'],
      [MINUTE, 'm min mins minute minutes'],
      [HOUR, 'h hr hrs hour hours'],
      [DAY, 'd day days'],
      [7 * DAY, 'w week weeks'],
    ] as const
  ).flatMap(([length, names]) => names.split(' ').map((name) => [name, length] as const)),
);

/** Amounts in words. */
const AMOUNTS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['an', 1],
  ['one', 1],
  ['half a', 0.5],
  ['half an', 0.5],
  ['a couple of', 2],
  ['two', 2],
  ['three', 3],
  ['a few', 3],
]);

const IN_WORDS = new RegExp(`^(?:(${[...AMOUNTS.keys()].join('|')}) )?([a-z]+)$`);
const PART = /^(\d+(?:\.\d+)?) ?([a-z]+) ?/;

/**
 * Reads a length of time: `2 h`, `90 min`, `1h30m`, `a couple of hours`. Returns µs; null when it is none, or not
 * longer than nothing.
 */
export function parseDuration(text: string): number | null {
  const written = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const [words, amount = 'a', name = ''] = IN_WORDS.exec(written) ?? [];
  const total =
    words === undefined ? sumOfParts(written) : (AMOUNTS.get(amount) ?? 0) * (UNITS.get(name) ?? 0);
  return total > 0 && Number.isSafeInteger(Math.round(total)) ? Math.round(total) : null;
}

/** `1h30m` in µs; 0 when a part is none. */
function sumOfParts(written: string): number {
  let rest = written;
  let total = 0;
  while (rest !== '') {
    const [part = '', count = '', name = ''] = PART.exec(rest) ?? [];
    const unit = UNITS.get(name);
    if (unit === undefined) return 0;
    total += Number(count) * unit;
    rest = rest.slice(part.length);
  }
  return total;
}

const SHOWN: readonly (readonly [unit: number, name: string])[] = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [SECOND, 's'],
];

/** A length of time in µs in words that {@link parseDuration} reads: `2 h`, `1 h 30 min`; rounded to the second. */
export function formatDuration(micros: number): string {
  let rest = Math.round(micros / SECOND) * SECOND;
  const parts: string[] = [];
  for (const [unit, name] of SHOWN) {
    const count = Math.floor(rest / unit);
    if (count > 0) parts.push(`${count} ${name}`);
    rest -= count * unit;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}
