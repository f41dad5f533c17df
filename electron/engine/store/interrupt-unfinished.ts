import type Database from 'better-sqlite3';
import { sealFacts } from './seal-facts.ts';
import { readSourceRows, updateSourceRow } from './source-row.ts';

/**
 * An import that is still going on when nobody has the workspace open was killed. Its sources become
 * `interrupted`; importing the same file again goes on after the last whole batch.
 */
export function interruptUnfinished(db: Database.Database, clock: () => Date): void {
  const unfinished = readSourceRows(db).filter((source) => source.status === 'importing');
  if (unfinished.length === 0) return;
  db.transaction(() => {
    for (const source of unfinished) {
      updateSourceRow(db, { ...source, status: 'interrupted' });
      sealFacts(db, source.id, clock());
    }
  }).immediate();
}
