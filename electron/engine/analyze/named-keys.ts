import { once } from '../query/aggregate/column-facts.ts';
import type { Checkpoint, LoadedColumns, LoadedTexts } from '../query/loaded-columns.ts';

/** Which ids and e-mail addresses any event gives a name, by their codes. */
interface NamedKeys {
  readonly ids: Uint8Array;
  /** Whatever their case. */
  readonly emails: Uint8Array;
}

/** Events looked at between two looks at the checkpoint. */
const STRETCH = 65_536;

/**
 * The actors that a name can be known of at all: those with an event whose id or address comes with a name in some
 * event. Of most logs these are none or few, and finding them out compares codes alone.
 * @param wanted marks the codes of the actors in question
 * @throws CANCELLED
 */
export function withNamedKeys(
  columns: LoadedColumns,
  actors: LoadedTexts,
  wanted: Uint8Array,
  checkpoint: Checkpoint,
): Uint8Array {
  const found = new Uint8Array(wanted.length);
  const names = columns.texts('actorName');
  const ids = columns.texts('actorId');
  const emails = columns.texts('actorEmail');
  if (names === null || (ids === null && emails === null)) return found;
  const named = once(columns, 'ids and addresses with a name', () =>
    namedKeys(columns.count, { names, ids, emails }, checkpoint),
  );
  // Without an id and an address what stands in the place of the name may be an id.
  const isId = (texts: LoadedTexts) => {
    const known = new Int8Array(texts.size + 1).fill(-1);
    return (code: number): boolean => {
      if (known[code] === -1) known[code] = named.ids[ids?.codeOf(texts.text(code)) ?? 0] ?? 0;
      return known[code] === 1;
    };
  };
  const [isActorId, isNameId] = [isId(actors), isId(names)];
  for (let position = 0; position < columns.count; position += 1) {
    if (position % STRETCH === 0) checkpoint.throwIfCancelled();
    const actor = actors.codes[position] ?? 0;
    if (wanted[actor] !== 1 || found[actor] === 1) continue;
    const id = ids?.codes[position] ?? 0;
    const email = emails?.codes[position] ?? 0;
    const name = names.codes[position] ?? 0;
    const isBare = id === 0 && email === 0 && (name === 0 ? isActorId(actor) : isNameId(name));
    if (isBare || named.ids[id] === 1 || named.emails[email] === 1) found[actor] = 1;
  }
  return found;
}

interface KeyColumns {
  readonly names: LoadedTexts;
  readonly ids: LoadedTexts | null;
  readonly emails: LoadedTexts | null;
}

function namedKeys(count: number, { names, ids, emails }: KeyColumns, checkpoint: Checkpoint): NamedKeys {
  const named = {
    ids: new Uint8Array((ids?.size ?? 0) + 1),
    emails: new Uint8Array((emails?.size ?? 0) + 1),
  };
  for (let position = 0; position < count; position += 1) {
    if (position % STRETCH === 0) checkpoint.throwIfCancelled();
    if (names.codes[position] === 0) continue;
    named.ids[ids?.codes[position] ?? 0] = 1;
    named.emails[emails?.codes[position] ?? 0] = 1;
  }
  named.ids[0] = 0;
  named.emails[0] = 0;
  if (emails !== null && named.emails.includes(1)) markInAnyCase(emails, named.emails, checkpoint);
  return named;
}

/** An address is the same one in other case. */
function markInAnyCase(emails: LoadedTexts, marks: Uint8Array, checkpoint: Checkpoint): void {
  const lower = new Set<string>();
  for (let code = 1; code < marks.length; code += 1) {
    if (code % STRETCH === 0) checkpoint.throwIfCancelled();
    if (marks[code] === 1) lower.add(emails.text(code).toLowerCase());
  }
  for (let code = 1; code < marks.length; code += 1) {
    if (code % STRETCH === 0) checkpoint.throwIfCancelled();
    if (marks[code] === 0 && lower.has(emails.text(code).toLowerCase())) marks[code] = 1;
  }
}
