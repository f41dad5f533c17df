import { AppError } from '../../../shared/errors.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { selectRow, selectRows } from '../store/run-sql.ts';
import { listSources, sourceById } from '../store/sources.ts';
import { stateRestored, stateWithdrawn, withdrawnSources } from '../store/withdrawals.ts';
import type { Workspace } from '../store/workspace.ts';
import { storedIdentities } from './dedupe/stored-records.ts';

/** Puts a source in the place of another that holds the same bytes, both in one step. */
export function replaceSource(ws: Workspace, former: number, source: number): void {
  atOnce(ws, () => {
    stateWithdrawn(ws, former, source);
    stateRestored(ws, source);
  });
}

/**
 * Leaves a source out of every question, with nothing in its place.
 * @throws UNKNOWN_SOURCE; BAD_ARGUMENT when it is withdrawn already, is being imported, or other sources repeat records
 * that are stored as events of this one alone: those would be lost from sight
 */
export function withdrawSource(ws: Workspace, source: number): void {
  atOnce(ws, () => {
    const { name, status, withdrawn } = sourceById(ws, source);
    if (withdrawn !== null) throw refused(source, `${named(source, name)} is withdrawn already.`);
    if (status === 'importing') throw refused(source, `${named(source, name)} is still being imported.`);
    const needed = selectRow(
      ws.db,
      sql`SELECT d.source, s.name, count(*) FROM duplicate d JOIN event_data e ON e.id = d.event
          JOIN source s ON s.id = d.source
          WHERE e.source = ${source} AND d.source <> ${source} AND d.source NOT IN (SELECT source FROM withdrawn)
          GROUP BY d.source ORDER BY d.source LIMIT 1`,
    );
    if (needed !== undefined) {
      const [other, otherName, records] = needed;
      throw refused(
        source,
        `${named(Number(other), String(otherName))} repeats ${Number(records).toLocaleString('en')} records that are stored as events of ${named(source, name)} alone. Withdraw it first, or read ${named(source, name)} again instead.`,
      );
    }
    stateWithdrawn(ws, source, null);
  });
}

/**
 * Takes a withdrawn source in again. The one that is read in its place, having the same bytes, is withdrawn instead.
 * @throws UNKNOWN_SOURCE; BAD_ARGUMENT when it is not withdrawn, was not read to its end, or a source imported meanwhile
 * holds some of its records as events of its own: those would count twice
 */
export function restoreSource(ws: Workspace, source: number): void {
  atOnce(ws, () => {
    const { name, sha256, status, withdrawn } = sourceById(ws, source);
    if (withdrawn === null) throw refused(source, `${named(source, name)} is not withdrawn.`);
    if (status !== 'imported') {
      throw refused(source, `${named(source, name)} was not read to its end. Import the file again instead.`);
    }
    const inPlace = listSources(ws).filter((other) => other.sha256 === sha256 && other.withdrawn === null);
    const other = cameMeanwhile(
      ws,
      source,
      inPlace.map(({ id }) => id),
    ).find((id) => sharesRecords(ws, source, id));
    if (other !== undefined) {
      throw refused(
        source,
        `${named(other, sourceById(ws, other).name)} came meanwhile and holds records of ${named(source, name)} as events of its own; they would count twice. Read ${named(source, name)} again instead.`,
      );
    }
    for (const { id } of inPlace) stateWithdrawn(ws, id, source);
    stateRestored(ws, source);
  });
}

/** Sources in force whose records were not held against those of a withdrawn one. */
function cameMeanwhile(ws: Workspace, source: number, leftOut: readonly number[]): number[] {
  const withdrawn = withdrawnSources(ws);
  const own = withdrawn.get(source);
  const since = own?.afterBatch ?? 0;
  const rows = selectRows(
    ws.db,
    sql`SELECT s.id FROM source s WHERE (SELECT max(b.id) FROM batch b WHERE b.source = s.id) > ${since}
        OR EXISTS (SELECT 1 FROM withdrawal w WHERE w.source = s.id AND w.id > ${own?.statement ?? 0})`,
  );
  const known = new Set([source, ...withdrawn.keys(), ...leftOut]);
  return rows.map(([id]) => Number(id)).filter((id) => !known.has(id));
}

function sharesRecords(ws: Workspace, source: number, other: number): boolean {
  const own = identitiesOfSource(ws, source).sort();
  return identitiesOfSource(ws, other).some((identity) => holds(own, identity));
}

/** One number for the identity of each event of a source. */
function identitiesOfSource(ws: Workspace, source: number): BigUint64Array {
  const others = new Set(listSources(ws).flatMap(({ id }) => (id === source ? [] : [id])));
  const runs = [...storedIdentities(ws, 0, others)].map(({ identities }) => identities);
  const all = new Uint32Array(runs.reduce((length, run) => length + run.length, 0));
  let at = 0;
  for (const run of runs) {
    all.set(run, at);
    at += run.length;
  }
  return new BigUint64Array(all.buffer);
}

/** Whether a sorted list has a number. */
function holds(sorted: BigUint64Array, wanted: bigint): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] ?? 0n;
    if (value === wanted) return true;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function atOnce(ws: Workspace, step: () => void): void {
  naming(`Writing ${ws.path}`, () => ws.db.transaction(step).immediate());
}

function named(source: number, name: string): string {
  return `Source ${source} (${name})`;
}

function refused(source: number, message: string): AppError {
  return new AppError('BAD_ARGUMENT', message, { source });
}
