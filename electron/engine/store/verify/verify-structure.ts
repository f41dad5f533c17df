import { APPLICATION_ID } from '../format.ts';
import { schemaVersion } from '../migrate.ts';
import { MIGRATIONS, READABLE_FROM } from '../migrations/migrations.ts';
import { expectedSchema, readSchema, schemaDifferences } from '../schema.ts';
import type { Workspace } from '../workspace.ts';
import type { Findings } from './findings.ts';

/** SQLite's own check of every page, index and constraint. It reads the whole file. */
export function verifyStructure(ws: Workspace, findings: Findings): void {
  findings.guard('structure', `Checking ${ws.path}`, () => {
    const rows = ws.db.pragma('integrity_check(100)') as { integrity_check: string }[];
    for (const { integrity_check: found } of rows) {
      if (found !== 'ok') findings.fail('structure', `SQLite: ${found.replaceAll('\n', ' ')}`);
    }
  });
  findings.pass('structure', 'SQLite finds every page, index and constraint in order.');
}

/** No table, index, view or trigger may be missing, changed or added. */
export function verifySchema(ws: Workspace, findings: Findings): void {
  findings.guard('schema', `Checking ${ws.path}`, () => {
    if (ws.db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      findings.fail('schema', 'The mark of a Trailglass workspace was changed.');
    }
    const version = schemaVersion(ws.db);
    if (version < READABLE_FROM || version > MIGRATIONS.length) {
      findings.fail('schema', `The format number was changed to ${version}.`);
    }
    for (const difference of schemaDifferences(
      readSchema(ws.db),
      expectedSchema(MIGRATIONS.slice(0, version)),
    )) {
      findings.fail('schema', `${difference}.`);
    }
  });
  findings.pass('schema', 'All tables, indexes, views and triggers are as this program made them.');
}
