import { nanoToNumber } from '../../../../shared/domain/decimal.ts';
import type { EventRow } from '../../../../shared/domain/event.ts';
import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../../shared/domain/fields.ts';
import {
  PREVIEW_RECORDS,
  type PreviewRecord,
  type PreviewReject,
} from '../../../../shared/domain/import-preview.ts';
import { type Column, integerAt, textAt } from '../../columns/column.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import type { ParsedBlock } from '../parse/parsed-block.ts';
import type { Sample } from '../source-plan.ts';

const MOST_REJECTS = 100;
const REJECT_CHARACTERS = 500;
/** A character takes at most four bytes. */
const REJECT_BYTES = REJECT_CHARACTERS * 4;

/** Collects the first records of a file as views see stored events, and what is rejected among them. */
export class PreviewRecords {
  readonly records: PreviewRecord[] = [];
  readonly rejects: PreviewReject[] = [];
  looked = 0;
  readonly #sample: Sample;
  readonly #encoding: TextEncoding;

  constructor(sample: Sample, encoding: TextEncoding) {
    this.#sample = sample;
    this.#encoding = encoding;
  }

  /** Takes a block at once: parsers use their memory again for the next one. */
  take(block: ParsedBlock): void {
    const { count, columns } = block.events;
    for (let row = 0; row < count && this.records.length < PREVIEW_RECORDS; row += 1) {
      const line = Number(numberIn(columns.get('line'), row) ?? 0);
      this.records.push({ line, event: eventAt(block, row, this.records.length + 1) });
    }
    for (const { place, column, reason } of block.rejects.slice(0, MOST_REJECTS - this.rejects.length)) {
      const end = place.byteOffset + Math.min(place.byteLength, REJECT_BYTES);
      const text = this.#encoding.decode(this.#sample.bytes.subarray(place.byteOffset, end));
      this.rejects.push({ line: place.line, column, reason, text: text.slice(0, REJECT_CHARACTERS) });
    }
    this.looked += count + block.rejects.length;
  }
}

function eventAt({ events, extra }: ParsedBlock, row: number, id: number): EventRow {
  const pairs = extra.flatMap(([name, column]) => {
    const value = textAt(column, row);
    return value === null ? [] : [[name, value] as const];
  });
  const fields: Record<string, unknown> = { id, source: 0, extra: pairs };
  for (const name of FIELD_NAMES) fields[name] = wireValue(name, events.columns.get(name), row);
  return fields as unknown as EventRow;
}

/** A value as on the wire: decimals as numbers, flags as booleans. */
function wireValue(name: FieldName, column: Column | undefined, row: number): unknown {
  if (column === undefined) return null;
  const { kind } = fieldSpec(name);
  if (kind === 'text' || kind === 'json') return textAt(column, row);
  const value = numberIn(column, row);
  if (value === null) return null;
  if (kind === 'decimal') return nanoToNumber(BigInt(value));
  return kind === 'boolean' ? Number(value) === 1 : Number(value);
}

function numberIn(column: Column | undefined, row: number): number | bigint | null {
  return column === undefined ? null : integerAt(column, row);
}
