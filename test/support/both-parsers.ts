import { expect } from 'vitest';
import { valueAt } from '../../electron/engine/columns/column.ts';
import { ImportNotes } from '../../electron/engine/import/import-notes.ts';
import type { ParsedBlock } from '../../electron/engine/import/parse/parsed-block.ts';
import { RecordIdentity } from '../../electron/engine/import/parse/record-identity.ts';
import { RowParser } from '../../electron/engine/import/parse/row-parser.ts';
import { SourceParser } from '../../electron/engine/import/parse/source-parser.ts';
import { FoundRecords } from '../../electron/engine/import/records/found-records.ts';
import { unitsOf } from '../../electron/engine/import/records/units.ts';
import { planSource } from '../../electron/engine/import/source-plan.ts';
import { TimeDirection } from '../../electron/engine/import/truncated-export.ts';
import type { ImportOptions } from '../../shared/api/contract.ts';

/** What a file came to, as texts that can be compared. */
export interface Parsed {
  readonly events: readonly string[];
  readonly rejects: readonly string[];
  readonly notes: readonly string[];
  /** Whether times named no zone. */
  readonly zoneless: boolean;
}

/** Everything parsed, event by event, so that blocks may be cut anywhere. */
export function flat(
  blocks: readonly ParsedBlock[],
  notes: readonly { message: string }[],
  readers: readonly { zoneless: number }[] = [],
): Parsed {
  const events = blocks.flatMap(({ events: { count, columns }, extra, identities, native }) =>
    Array.from({ length: count }, (_, row) => {
      const values = [...columns].map(([name, column]) => [name, valueAt(column, row)] as const);
      const others = extra.map(([name, column]) => [`extra ${name}`, valueAt(column, row)] as const);
      const stated = [...values, ...others].filter(([, value]) => value !== null);
      const told = stated.map(([name, value]) => `${name}=${value}`).sort();
      return `${told.join(' | ')} # ${identities[row * 2]} ${identities[row * 2 + 1]} ${native?.[row] ?? 0}`;
    }),
  );
  const rejects = blocks.flatMap((block) => block.rejects.map((reject) => JSON.stringify(reject)));
  return {
    events,
    rejects,
    notes: notes.map(({ message }) => message),
    zoneless: readers.some(({ zoneless }) => zoneless > 0),
  };
}

/** The reference: every record alone. */
function byRecord(bytes: Buffer, options: ImportOptions): Parsed {
  const notes = new ImportNotes();
  const plan = planSource({ name: 'log.csv', bytes, whole: true }, options, notes);
  const identity = new RecordIdentity(plan.identityContext);
  const found = new FoundRecords(plan.encoding.unitBytes);
  plan.splitter.scan(unitsOf(bytes, plan.encoding), 0, true, found);
  const parser = new RowParser(plan, notes, new TimeDirection(), identity);
  const blocks = [...parser.parse({ bytes, byteOffset: 0, found })];
  return flat(blocks, notes.list(), plan.timeReaders);
}

/** As an import does it: by columns, in pieces. */
function byColumn(bytes: Buffer, options: ImportOptions, size: number): Parsed {
  const parser = new SourceParser({ name: 'log.csv', bytes, whole: true }, options);
  const blocks: ParsedBlock[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    // Columns reuse their memory from block to block: what is given out must not change afterwards.
    blocks.push(...parser.take(Buffer.from(bytes.subarray(at, at + size)), at + size >= bytes.length));
  }
  return flat(blocks, parser.notes(), parser.plan.timeReaders);
}

/**
 * Expects a CSV file to give the same events, rejects and warnings parsed by columns, in pieces of a size, and record by
 * record.
 */
export function expectSameBothWays(bytes: Buffer, size: number, options: ImportOptions): void {
  let expected: Parsed;
  try {
    expected = byRecord(bytes, options);
  } catch {
    return; // Refused before a record is read, by the same plan for both.
  }
  expect(byColumn(bytes, options, size)).toEqual(expected);
}
