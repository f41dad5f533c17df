import type Database from 'better-sqlite3';
import { type Sql, sql } from '../../electron/engine/sql.ts';
import { selectRow } from '../../electron/engine/store/run-sql.ts';
import type { Summary } from '../../shared/api/contract.ts';
import { toIsoOrNull } from '../../shared/time/format.ts';
import { readCosts } from './costs.ts';
import { readSums, SUMMED, withSums } from './measure-sql.ts';

/** Totals over the events of a condition, in one pass. */
export function readSummary(db: Database.Database, where: Sql): Summary {
  const row = withSums(SUMMED, (sums) =>
    selectRow(
      db,
      sql`SELECT count(*), count(*) FILTER (WHERE family = 'audit'), count(*) FILTER (WHERE family = 'usage'),
            count(*) - count(time), count(DISTINCT actor), count(DISTINCT action), count(DISTINCT resource),
            count(DISTINCT model), min(time), max(time)${sums}
          FROM event WHERE ${where}`,
    ),
  );
  const [events, auditEvents, usageEvents, undated, actors, actions, resources, models] = row as number[];
  const [firstTime, lastTime] = (row?.slice(8, 10) ?? []) as (number | null)[];
  return {
    events: events ?? 0,
    auditEvents: auditEvents ?? 0,
    usageEvents: usageEvents ?? 0,
    undated: undated ?? 0,
    actors: actors ?? 0,
    actions: actions ?? 0,
    resources: resources ?? 0,
    models: models ?? 0,
    ...readSums(row ?? [], 10),
    ...readCosts(db, where, sql`NULL`)(null),
    firstTime: toIsoOrNull(firstTime ?? null),
    lastTime: toIsoOrNull(lastTime ?? null),
  };
}
