import type { RejectsArg, RejectsPage } from '../../../shared/api/contract.ts';
import type { Reject } from '../../../shared/domain/source.ts';
import { sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { readRaw } from './raw-records.ts';
import { selectNumber } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** Longest text sent of one record. */
const MAX_CHARACTERS = 4_096;

/** A character takes at most four bytes in every encoding the importer reads. */
const MAX_BYTES = MAX_CHARACTERS * 4;

/** Records that could not become events, in the order in which they were found. */
export function listRejects(ws: Workspace, { source, offset, limit }: RejectsArg): RejectsPage {
  return naming(`Reading ${ws.path}`, () => {
    const total = selectNumber(
      ws.db,
      source === null
        ? sql`SELECT sum(rejected) FROM source`
        : sql`SELECT rejected FROM source WHERE id = ${source}`,
    );
    const page = sql`SELECT r.source, r.line, r."column", r.byteOffset, r.byteLength, r.reason, s.encoding
      FROM reject r JOIN source s ON s.id = r.source
      WHERE ${source === null ? sql`TRUE` : sql`r.source = ${source}`}
      ORDER BY r.id LIMIT ${limit} OFFSET ${offset}`;
    const rows = ws.db.prepare<unknown[], StoredReject>(page.text).all(...page.values);
    return { total: total ?? 0, rejects: rows.map((row) => toReject(ws, row)) };
  });
}

type StoredReject = Omit<Reject, 'text'> & { readonly encoding: string };

function toReject(ws: Workspace, { encoding, ...reject }: StoredReject): Reject {
  const bytes = readRaw(ws, reject.source, reject.byteOffset, Math.min(reject.byteLength, MAX_BYTES));
  return { ...reject, text: firstCharacters(decoderOf(encoding).decode(bytes)) };
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (error) {
    // An encoding without a decoder here still shows its ASCII part.
    if (error instanceof RangeError) return new TextDecoder('latin1');
    throw error;
  }
}

/** At most {@link MAX_CHARACTERS}, without cutting a character in two. */
function firstCharacters(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const cut = text.slice(0, MAX_CHARACTERS);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
