import type { Checkpoint, LoadedColumns, LoadedTexts, Matches } from '../loaded-columns.ts';
import { once } from './column-facts.ts';
import { forEachStretch } from './matched-positions.ts';

/** Marks an actor whose events do not all have the same name. */
const SEVERAL = 0xffff_ffff;

/**
 * The names of actors among the matching events, by the actor's code; actors without one are missing. Names drift from
 * export to export: of several the last in the order of their UTF-8 bytes is given, so that the answer does not depend
 * on the order of the events.
 * @param wanted codes of actors
 * @throws CANCELLED
 */
export function actorNames(
  columns: LoadedColumns,
  matches: Matches,
  wanted: readonly number[],
  checkpoint: Checkpoint,
): ReadonlyMap<number, string> {
  return textsOfActors(columns, matches, wanted, 'actorName', checkpoint);
}

/**
 * The kinds of actors among the matching events, by the actor's code, as {@link actorNames} does it.
 * @throws CANCELLED
 */
export function actorKinds(
  columns: LoadedColumns,
  matches: Matches,
  wanted: readonly number[],
  checkpoint: Checkpoint,
): ReadonlyMap<number, string> {
  return textsOfActors(columns, matches, wanted, 'actorKind', checkpoint);
}

function textsOfActors(
  columns: LoadedColumns,
  matches: Matches,
  wanted: readonly number[],
  column: 'actorName' | 'actorKind',
  checkpoint: Checkpoint,
): ReadonlyMap<number, string> {
  const actors = columns.texts('actor');
  const names = columns.texts(column);
  if (actors === null || names === null || wanted.length === 0) return new Map();
  const only = once(columns, `${column} of actors`, () =>
    onlyNames(actors, names, columns.count, checkpoint),
  );
  const several = wanted.filter((actor) => only[actor] === SEVERAL);
  const found = lastNames(columns.count, matches, { actors, names, wanted: several }, checkpoint);
  const pairs = wanted.flatMap((actor): [number, string][] => {
    const name = found.get(actor) ?? only[actor] ?? 0;
    return name === 0 || name === SEVERAL ? [] : [[actor, names.text(name)]];
  });
  return new Map(pairs.filter(([, name]) => name !== ''));
}

/** The one name that all events of an actor have, by the actor's code: 0 none, or {@link SEVERAL}. */
function onlyNames(
  actors: LoadedTexts,
  { codes: names }: LoadedTexts,
  count: number,
  checkpoint: Checkpoint,
): Uint32Array {
  // One above the code of the name, so that 0 is an actor that was not met yet.
  const only = new Uint32Array(actors.size + 1);
  const everything = { mask: new Uint8Array(), count };
  forEachStretch(count, everything, checkpoint, (positions, found) => {
    for (let i = 0; i < found; i += 1) {
      const position = positions[i] ?? 0;
      const actor = actors.codes[position] ?? 0;
      const name = (names[position] ?? 0) + 1;
      const known = only[actor] ?? 0;
      if (known === 0) only[actor] = name;
      else if (known !== name) only[actor] = SEVERAL;
    }
  });
  return only.map((name) => (name === 0 || name === SEVERAL ? name : name - 1));
}

interface Asked {
  readonly actors: LoadedTexts;
  readonly names: LoadedTexts;
  /** Codes of actors. */
  readonly wanted: readonly number[];
}

/** The last name of each wanted actor among the matching events, as its code; 0 when they have none. */
function lastNames(
  count: number,
  matches: Matches,
  { actors, names, wanted }: Asked,
  checkpoint: Checkpoint,
): ReadonlyMap<number, number> {
  if (wanted.length === 0) return new Map();
  const slots = new Uint32Array(actors.size + 1);
  for (const [place, actor] of wanted.entries()) slots[actor] = place + 1;
  const last = new Uint32Array(wanted.length + 1);
  const isAfter = nameOrder(names);
  forEachStretch(count, matches, checkpoint, (positions, found) => {
    for (let i = 0; i < found; i += 1) {
      const position = positions[i] ?? 0;
      const slot = slots[actors.codes[position] ?? 0] ?? 0;
      const name = names.codes[position] ?? 0;
      const known = last[slot] ?? 0;
      if (slot !== 0 && name !== known && name !== 0 && (known === 0 || isAfter(name, known)))
        last[slot] = name;
    }
  });
  return new Map(wanted.map((actor, place) => [actor, last[place + 1] ?? 0]));
}

/** Compares names by their UTF-8 bytes, each pair once. */
function nameOrder(names: LoadedTexts): (a: number, b: number) => boolean {
  const known = new Map<number, boolean>();
  return (a, b) => {
    const pair = a * (names.size + 1) + b;
    const before = known.get(pair);
    if (before !== undefined) return before;
    const after = Buffer.compare(Buffer.from(names.text(a)), Buffer.from(names.text(b))) > 0;
    known.set(pair, after);
    return after;
  };
}
