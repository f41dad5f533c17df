import type { BatchRow } from '../batch-row.ts';
import { EVIDENCE_TABLES, type EvidenceTable } from '../evidence-tables.ts';
import { FIRST_IDENTITY_BYTES, IDENTITY_BYTES } from '../format.ts';
import type { Snapshot } from './snapshot.ts';

/** Rows of one table that a batch claims. */
export interface ClaimedRows {
  readonly table: EvidenceTable;
  readonly first: number;
  readonly last: number;
}

/**
 * Follows the batches through the ids of every table: each must go on exactly where the one before ended, so
 * that no row is claimed twice or by none.
 */
export class BatchRanges {
  readonly #snapshot: Snapshot;
  readonly #next = new Map<EvidenceTable['name'], number>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** What the next batch claims, or a phrase that says why that cannot be. */
  claim(batch: BatchRow): readonly ClaimedRows[] | string {
    const claims: ClaimedRows[] = [];
    let trouble: string | null = null;
    for (const table of EVIDENCE_TABLES) {
      const first = batch[table.first];
      const last = batch[table.last];
      if (first === null && last === null) continue;
      const next = this.#next.get(table.name) ?? 1;
      const highest = this.#snapshot.extents.get(table.name)?.highest ?? 0;
      const isNext = typeof first === 'number' && typeof last === 'number' && first === next && last >= first;
      if (isNext && last <= highest) claims.push({ table, first, last });
      else {
        trouble ??= isNext
          ? `it has ${table.noun} ${first} to ${last}, but the last one in the file is ${highest}`
          : `it has ${table.noun} ${first} to ${last}, but ${next} comes next`;
      }
      // Also after trouble the chain is followed from where this batch says it ends.
      if (typeof last === 'number' && Number.isSafeInteger(last)) this.#next.set(table.name, last + 1);
    }
    return trouble ?? identityTrouble(batch, claims) ?? claims;
  }

  /** Rows that no batch claims, one phrase per table. */
  unclaimed(): string[] {
    const phrases: string[] = [];
    for (const table of EVIDENCE_TABLES) {
      const extent = this.#snapshot.extents.get(table.name) ?? null;
      if (extent === null) continue;
      const next = this.#next.get(table.name) ?? 1;
      if (extent.lowest < 1) phrases.push(`${table.noun} ${extent.lowest} to 0`);
      if (extent.highest >= next) phrases.push(`${table.noun} ${next} to ${extent.highest}`);
    }
    return phrases;
  }
}

function identityTrouble(batch: BatchRow, claims: readonly ClaimedRows[]): string | null {
  const events = claims.find(({ table }) => table.name === 'event_data');
  const each = batch.scheme === 1 ? FIRST_IDENTITY_BYTES : IDENTITY_BYTES;
  const expected = events === undefined ? 0 : (events.last - events.first + 1) * each;
  const found = batch.identities.length;
  return found === expected ? null : `it has ${found} bytes of identities instead of ${expected}`;
}

/** Rows of a batch, for people: `Batch 7 (source 2, events 6001 to 7000, rejects 3 to 4)`. */
export function describeBatch(batch: BatchRow): string {
  const rows = EVIDENCE_TABLES.filter((table) => batch[table.first] !== null).map(
    (table) => `${table.noun} ${batch[table.first]} to ${batch[table.last]}`,
  );
  return `Batch ${batch.id} (${[`source ${batch.source}`, ...rows].join(', ')})`;
}
