import type { RejectsArg, RejectsPage } from '../../../shared/api/contract.ts';
import type { Reject } from '../../../shared/domain/source.ts';
import { type Sql, sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { recordText } from './record-text.ts';
import { selectNumber } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** Records that could not become events, in the order in which they were found. */
export function listRejects(ws: Workspace, { source, offset, limit }: RejectsArg): RejectsPage {
  return naming(`Reading ${ws.path}`, () => {
    const total = selectNumber(
      ws.db,
      source === null
        ? sql`SELECT sum(rejected) FROM source WHERE id NOT IN (SELECT source FROM withdrawn)`
        : sql`SELECT rejected FROM source WHERE id = ${source}`,
    );
    const page = sql`SELECT r.source, r.line, r."column", r.byteOffset, r.byteLength, r.reason, s.encoding
      FROM reject r JOIN source s ON s.id = r.source
      WHERE ${ofSource(source)}
      ORDER BY r.id LIMIT ${limit} OFFSET ${offset}`;
    const rows = ws.db.prepare<unknown[], StoredReject>(page.text).all(...page.values);
    return { total: total ?? 0, rejects: rows.map((row) => toReject(ws, row)) };
  });
}

/** Rejects of one source, or of all that are not withdrawn. */
export function ofSource(source: number | null): Sql {
  return source === null ? sql`r.source NOT IN (SELECT source FROM withdrawn)` : sql`r.source = ${source}`;
}

type StoredReject = Omit<Reject, 'text'> & { readonly encoding: string };

function toReject(ws: Workspace, { encoding, ...reject }: StoredReject): Reject {
  return { ...reject, text: recordText(ws, reject, encoding).text };
}
