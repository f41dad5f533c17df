import { hostname, userInfo } from 'node:os';
import type { SourceWithdrawal } from '../../../shared/domain/source.ts';
import { sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { execute, selectRows } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** That a source is withdrawn, and when that was said. */
export interface Withdrawal extends SourceWithdrawal {
  /** Id of the statement; later ones are higher. */
  readonly statement: number;
  /** The newest batch there was. */
  readonly afterBatch: number;
}

/** Sources that are left out of every question, by id. */
export function withdrawnSources(ws: Workspace): ReadonlyMap<number, Withdrawal> {
  const rows = naming(`Reading ${ws.path}`, () =>
    selectRows(
      ws.db,
      sql`SELECT source, statedAt, statedBy, inFavourOf, statement, afterBatch FROM withdrawn ORDER BY source`,
    ),
  ) as [number, string, string, number | null, number, number][];
  return new Map(
    rows.map(([source, at, by, inFavourOf, statement, afterBatch]) => [
      source,
      { at, by, inFavourOf, statement, afterBatch },
    ]),
  );
}

/** What is said of a withdrawal to views. */
export function saidOf(statement: Withdrawal | undefined): SourceWithdrawal | null {
  if (statement === undefined) return null;
  const { at, by, inFavourOf } = statement;
  return { at, by, inFavourOf };
}

/** Says that a source is left out from now on. */
export function stateWithdrawn(ws: Workspace, source: number, inFavourOf: number | null): void {
  state(ws, source, 1, inFavourOf);
}

/** Says that a source is taken in again. */
export function stateRestored(ws: Workspace, source: number): void {
  state(ws, source, 0, null);
}

function state(ws: Workspace, source: number, withdrawn: 0 | 1, inFavourOf: number | null): void {
  naming(`Writing ${ws.path}`, () =>
    execute(
      ws.db,
      sql`INSERT INTO withdrawal (source, withdrawn, inFavourOf, afterBatch, statedBy, statedAt)
          SELECT ${source}, ${withdrawn}, ${inFavourOf}, coalesce(max(id), 0), ${whoSays()},
            ${ws.clock().toISOString()} FROM batch`,
    ),
  );
}

/** The user of this machine, as `name@host`. */
function whoSays(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    return hostname(); // a user without an entry in the list of users, as in containers
  }
}
