import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import type { Checkpoint, LoadedColumns } from '../query/loaded-columns.ts';
import { eventTimes } from './event-times.ts';

/** A record that vanished and one that came late, which may be one record before and after it was altered. */
export interface ProbablePair {
  /** Positions. */
  readonly vanished: number;
  readonly late: number;
  /** In what they agree, and no other two do. */
  readonly agreeIn: string;
}

/** Fewest values that make records alike which agree in everything but their time. */
const FEWEST_VALUES = 3;

/** In what two records may agree, the most telling first. */
const ROUNDS: readonly {
  readonly agreeIn: string;
  readonly fields: readonly FieldName[];
  readonly all: boolean;
}[] = [
  { agreeIn: 'time and actor', fields: ['time', 'actor'], all: true },
  { agreeIn: 'time, action and resource', fields: ['time', 'action', 'resource'], all: true },
  {
    agreeIn: 'everything but the time',
    fields: FIELD_NAMES.filter((name) => ['text', 'json'].includes(fieldSpec(name).kind)),
    all: false,
  },
];

/**
 * Pairs vanished and late records where exactly one of each agree in something telling. A lead, not proof: two different
 * records may agree in it by chance.
 * @param vanished positions, as `late`
 * @throws CANCELLED
 */
export function probablePairs(
  columns: LoadedColumns,
  vanished: ArrayLike<number>,
  late: ArrayLike<number>,
  checkpoint: Checkpoint,
): ProbablePair[] {
  const pairs: ProbablePair[] = [];
  if (vanished.length === 0 || late.length === 0) return pairs;
  const paired = new Set<number>();
  for (const { agreeIn, fields, all } of ROUNDS) {
    const keyOf = keysOf(columns, fields, all ? fields.length : FEWEST_VALUES);
    const sides = [vanished, late].map((positions) => uniqueOf(positions, keyOf, paired, checkpoint));
    for (const [key, first] of sides[0] ?? []) {
      const second = sides[1]?.get(key);
      if (first === null || second === undefined || second === null) continue;
      pairs.push({ vanished: first, late: second, agreeIn });
      paired.add(first).add(second);
    }
  }
  return pairs.sort((a, b) => a.vanished - b.vanished);
}

/** The record of each key; null where several have it. */
function uniqueOf(
  positions: ArrayLike<number>,
  keyOf: (position: number) => string | null,
  paired: ReadonlySet<number>,
  checkpoint: Checkpoint,
): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (let at = 0; at < positions.length; at += 1) {
    if (at % 65_536 === 0) checkpoint.throwIfCancelled();
    const position = positions[at] ?? 0;
    const key = paired.has(position) ? null : keyOf(position);
    if (key !== null) found.set(key, found.has(key) ? null : position);
  }
  return found;
}

/** Reads what some fields hold, as one key; null for a record that has too few of them. */
function keysOf(
  columns: LoadedColumns,
  fields: readonly FieldName[],
  fewest: number,
): (position: number) => string | null {
  const timeOf = fields.includes('time') ? eventTimes(columns) : null;
  const texts = fields.flatMap((name) => {
    const column = name === 'time' ? null : columns.texts(name);
    return column === null ? [] : [column.codes];
  });
  return (position) => {
    const time = timeOf?.(position) ?? Number.NaN;
    let values = Number.isNaN(time) ? 0 : 1;
    const parts = [String(time)];
    for (const codes of texts) {
      const code = codes[position] ?? 0;
      if (code !== 0) values += 1;
      parts.push(String(code));
    }
    return values < fewest ? null : parts.join(' ');
  };
}
