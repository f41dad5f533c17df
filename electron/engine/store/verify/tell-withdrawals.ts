import type { SourceRow } from '../source-row.ts';
import { withdrawnSources } from '../withdrawals.ts';
import type { Workspace } from '../workspace.ts';
import { counted, type Findings } from './findings.ts';

/** Withdrawn sources are verified like others. That they are left out of queries is said, because no hash covers it. */
export function tellWithdrawals(ws: Workspace, sources: readonly SourceRow[], findings: Findings): void {
  const withdrawn = findings.guard('withdrawals', `Reading ${ws.path}`, () => withdrawnSources(ws));
  for (const { id, name, imported } of sources) {
    const statement = withdrawn?.get(id);
    if (statement === undefined) continue;
    const { at, by, inFavourOf } = statement;
    const instead = inFavourOf === null ? '' : ` in favour of source ${inFavourOf}`;
    findings.tell(
      'withdrawals',
      `Source ${id} (${name}) was withdrawn by ${by} at ${at}${instead}: its ${counted(imported, 'event is', 'events are')} verified and in no query. Withdrawals are no evidence and not hashed.`,
    );
  }
}
