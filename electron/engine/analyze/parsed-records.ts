import { FIELD_NAMES, type FieldName } from '../../../shared/domain/fields.ts';
import { integerAt, valueAt } from '../columns/column.ts';
import type { ParsedBlock } from '../import/parse/parsed-block.ts';
import { SourceParser } from '../import/parse/source-parser.ts';
import { optionsOf } from '../import/source-options.ts';
import { SAMPLE_BYTES } from '../import/source-plan.ts';
import type { StoredValue } from '../record.ts';
import { readRaw, storedBytes } from '../store/raw-records.ts';
import { listSources } from '../store/sources.ts';
import type { Workspace } from '../store/workspace.ts';

/** What a record says: its fields, and the columns of its file by name. */
export interface RecordContent {
  readonly fields: ReadonlyMap<FieldName, StoredValue>;
  readonly extra: ReadonlyMap<string, string>;
}

/** What is read at a time; also the most that is held of a source besides one record. */
const PIECE_BYTES = 4 * 1024 * 1024;

/**
 * Records that did not become events, read as their import would have read them: by the same parser, with the same
 * decisions, from the stored content.
 * @param offsets where they begin, in any order
 * @returns those that were found, by where they begin
 */
export function parsedRecords(
  ws: Workspace,
  source: number,
  offsets: ReadonlySet<number>,
): ReadonlyMap<number, RecordContent> {
  const found = new Map<number, RecordContent>();
  const parser = offsets.size === 0 ? null : parserOf(ws, source);
  if (parser === null) return found;
  const total = storedBytes(ws, source);
  for (let at = 0; at < total && found.size < offsets.size; at += PIECE_BYTES) {
    const piece = readRaw(ws, source, at, Math.min(PIECE_BYTES, total - at));
    for (const block of parser.take(piece, at + PIECE_BYTES >= total)) pick(block, offsets, found);
  }
  return found;
}

/** Whether the records of a source are told apart by ids of their own. */
export function hasOwnIds(ws: Workspace, source: number): boolean {
  return parserOf(ws, source)?.plan.hasNativeId === true;
}

/** A parser that reads the stored content of a source as its import did; null when there is no such source. */
function parserOf(ws: Workspace, source: number): SourceParser | null {
  const facts = listSources(ws).find(({ id }) => id === source);
  if (facts === undefined) return null;
  const total = storedBytes(ws, source);
  const sample = readRaw(ws, source, 0, Math.min(total, SAMPLE_BYTES));
  return new SourceParser(
    { name: facts.name, bytes: sample, whole: sample.length === total },
    optionsOf(facts),
  );
}

function pick(block: ParsedBlock, offsets: ReadonlySet<number>, found: Map<number, RecordContent>): void {
  const places = block.events.columns.get('byteOffset');
  for (let row = 0; places !== undefined && row < block.events.count; row += 1) {
    const offset = Number(integerAt(places, row));
    if (offsets.has(offset)) found.set(offset, contentAt(block, row));
  }
}

function contentAt({ events, extra }: ParsedBlock, row: number): RecordContent {
  const named = new Map<string, string>();
  for (const [name, column] of extra) {
    const value = valueAt(column, row);
    if (value !== null) named.set(name, String(value));
  }
  return {
    fields: new Map(FIELD_NAMES.map((name) => [name, valueAt(events.columns.get(name), row)])),
    extra: named,
  };
}
