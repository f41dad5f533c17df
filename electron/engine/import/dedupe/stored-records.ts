import { FIELD_NAMES } from '../../../../shared/domain/fields.ts';
import type { StoredValue } from '../../record.ts';
import { ident, join, sql } from '../../sql.ts';
import { naming } from '../../store/disk-error.ts';
import { identitiesOf } from '../../store/identities.ts';
import { selectRow, selectRows } from '../../store/run-sql.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ComparedEvent } from './compared-event.ts';
import { identitiesFromRaw } from './identities-from-raw.ts';

/** Identities of consecutive stored events: two numbers for each. */
export interface StoredIdentities {
  /** Id of the batch they came with. */
  readonly batch: number;
  readonly firstEvent: number;
  readonly identities: Uint32Array;
}

/**
 * Identities of the stored events of batches with ids above `after`, in event order.
 * @param leftOut sources whose events do not count
 */
export function* storedIdentities(
  ws: Workspace,
  after: number,
  leftOut: ReadonlySet<number> = new Set(),
): Generator<StoredIdentities> {
  for (const run of identitiesOf(ws, after)) {
    const { batch, source, firstEvent, count, identities } = run;
    if (leftOut.has(source)) continue;
    if (identities.length === count * 8) {
      yield { batch, firstEvent, identities: new Uint32Array(new Uint8Array(identities).buffer) };
    } else yield { batch, firstEvent, identities: identitiesFromRaw(ws, firstEvent, count) };
  }
}

/** Fields and extra columns of a stored event. */
export function storedEvent(ws: Workspace, event: number): ComparedEvent {
  return naming(`Reading ${ws.path}`, () => {
    const columns = join(FIELD_NAMES.map(ident), ', ');
    const row = selectRow(ws.db, sql`SELECT ${columns} FROM event WHERE id = ${event}`) ?? [];
    const extra = selectRows(
      ws.db,
      sql`SELECT c.name, j.value FROM event e, json_each(e.extra) j JOIN extra_column c
          ON c.id = CAST(substr(j.key, 2) AS INTEGER) WHERE e.id = ${event}`,
    );
    return {
      values: row as readonly StoredValue[],
      extra: new Map(extra.map(([name, value]) => [String(name), String(value)])),
    };
  });
}
