import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnActorNames } from '../../../electron/engine/analyze/actor-labels.ts';
import { actorLedger, isNameless, lookups } from '../../../electron/engine/analyze/actor-ledger.ts';
import { actorSightings } from '../../../electron/engine/analyze/actor-sightings.ts';
import type { LoadedColumns } from '../../../electron/engine/query/loaded-columns.ts';
import { AppError } from '../../../shared/errors.ts';
import { arrayColumns, NEVER_CANCELLED } from '../query/aggregate/array-columns.ts';

const FIELDS = ['tenant', 'actorKind', 'actor', 'actorId', 'actorName', 'actorEmail'] as const;
type Row = Partial<Record<(typeof FIELDS)[number], string | null>>;
const ALL = new Set<number>();

function columnsOf(rows: readonly Row[]): LoadedColumns {
  const arrays = FIELDS.map((name) => [name, rows.map((row) => row[name] ?? null)] as const);
  return arrayColumns(rows.length, { ...Object.fromEntries(arrays), source: rows.map(() => 1) });
}

/** The one name that the ledger of all events knows of an actor that no event shows by a name; else null. */
function naiveName(columns: LoadedColumns, actor: string): string | null {
  const sightings = actorSightings(columns, ALL, NEVER_CANCELLED);
  const ledger = actorLedger(sightings);
  const own = sightings.filter((sighting) => sighting.actor === actor);
  const isShownByKey = own.every(
    (one) => isNameless(one) && lookups(one).some(([, key]) => key === actor || key === actor.toLowerCase()),
  );
  if (!isShownByKey) return null;
  const names = own.flatMap(
    (one) =>
      lookups(one)
        .map(([by, key]) => ledger.namesOf(one.tenant, by, key))
        .find((known) => known.length > 0) ?? [],
  );
  const [only, ...others] = new Set(names.map(({ name }) => name));
  return only === undefined || others.length > 0 ? null : only;
}

const maybe = (...values: readonly string[]) => fc.constantFrom(null, null, ...values);
const row: fc.Arbitrary<Row> = fc.record({
  tenant: fc.constantFrom(null, null, 'eu'),
  actorKind: fc.constantFrom(null, 'user', 'user', 'unknown', 'system', 'service'),
  actor: maybe('u-1', 'u-2', 'u-3', 'Dana', 'dana@x.test', 'Dana@x.test', 'lee@x.test'),
  actorId: maybe('u-1', 'u-2', 'u-3', 'Dana'),
  actorName: maybe('Dana', 'Lee', 'u-1', 'u-3', 'dana@x.test'),
  actorEmail: maybe('dana@x.test', 'Dana@x.test', 'lee@x.test'),
});

describe('names of actors that are shown by an id or address', () => {
  it('are those of the whole ledger, whichever are asked for together', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.nat(3), (rows, share) => {
        const columns = columnsOf(rows);
        const actors = [...new Set(rows.flatMap(({ actor }) => actor ?? []))];
        const known = new Map<string, string | null>();
        // Some first, then all: what was looked up before is not looked up again.
        learnActorNames(columns, ALL, actors.slice(0, share), known, NEVER_CANCELLED);
        learnActorNames(columns, ALL, actors, known, NEVER_CANCELLED);
        const expected = actors.map((actor) => [actor, naiveName(columns, actor)]);
        expect([...known]).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are not looked for where no event has a name: columns are not even read', () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ({
      actor: `m${at}@x.test`,
      actorEmail: `m${at}@x.test`,
    }));
    const columns = columnsOf(rows);
    const known = new Map<string, string | null>();
    const asked = rows.map(({ actor }) => actor);
    const read: string[] = [];
    const watched = {
      ...columns,
      texts: (name: Parameters<LoadedColumns['texts']>[0]) => {
        read.push(name);
        return columns.texts(name);
      },
    };
    learnActorNames(watched, ALL, asked, known, NEVER_CANCELLED);
    expect([...known.values()].every((name) => name === null)).toBe(true);
    expect(new Set(read)).toEqual(new Set(['actor', 'actorName', 'actorId', 'actorEmail']));
  });

  it('end when they are cancelled', () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => ({
      actor: `m${at}@x.test`,
      actorEmail: `m${at}@x.test`,
      actorName: at % 2 === 0 ? `Member ${at}` : null,
    }));
    const columns = columnsOf(rows);
    let left = 3;
    const cancelling = {
      throwIfCancelled() {
        left -= 1;
        if (left === 0) throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
    expect(() => learnActorNames(columns, ALL, ['m1@x.test'], new Map(), cancelling)).toThrow('Cancelled.');
  });
});
